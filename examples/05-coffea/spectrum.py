"""Histograms the mass of pairs of muons in a range of events of a NanoAOD file.

    python3 spectrum.py FILE FIRST STOP OUTPUT      # events FIRST to STOP - 1, counted from 0

coffea reads the events where it is installed, else uproot does; the histogram is the same.
"""

import json
import os
import sys

try:
    import awkward as ak
    import numpy as np
    import uproot
except ImportError as missing:
    sys.exit(f"{sys.executable} has no package {missing.name}: this example needs uproot and awkward, as from `pip install uproot`")

try:
    from coffea.nanoevents import NanoAODSchema, NanoEventsFactory
except ImportError:
    NanoEventsFactory = None

EDGES = np.linspace(60, 120, 31)


def muons(path, first, stop):
    """The muons of each event, with pt, eta, phi and charge."""
    if NanoEventsFactory is not None:
        NanoAODSchema.warn_missing_crossrefs = False
        factory = NanoEventsFactory.from_root(
            {path: "Events"}, entry_start=first, entry_stop=stop, schemaclass=NanoAODSchema, mode="eager"
        )
        return factory.events().Muon
    names = ["pt", "eta", "phi", "charge"]
    with uproot.open(path) as file:
        columns = file["Events"].arrays([f"Muon_{name}" for name in names], entry_start=first, entry_stop=stop)
    return ak.zip({name: columns[f"Muon_{name}"] for name in names})


def masses(muons):
    """The masses of the pairs of opposite charge, of events with exactly two muons above 10 GeV."""
    muons = muons[muons.pt > 10]
    pairs = muons[ak.num(muons) == 2]
    pairs = pairs[ak.sum(pairs.charge, axis=1) == 0]
    pt, eta, phi = (ak.to_numpy(pairs[name]).astype(float) for name in ("pt", "eta", "phi"))
    angles = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    return np.sqrt(2 * pt[:, 0] * pt[:, 1] * angles)


def main(path, first, stop, output):
    found = muons(path, int(first), int(stop))
    counts, _ = np.histogram(masses(found), EDGES)
    with open(output, "w") as file:
        json.dump({"events": len(found), "edges": EDGES.tolist(), "counts": counts.tolist()}, file)
    if "HDW_METRICS" in os.environ:  # hdw verify compares it with the events that the job was given
        with open(os.environ["HDW_METRICS"], "a") as metrics:
            metrics.write(f"events {len(found)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
