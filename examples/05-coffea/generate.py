"""Made events/: files like NanoAOD, with muons of Z bosons and of a falling background, written in clusters.

    python3 generate.py events

The numbers are the same each time; the files are not, byte for byte, since a ROOT file holds when it was made.
"""

import pathlib
import sys

import awkward as ak
import numpy as np
import uproot

FILES = {"nano_1.root": [400, 400, 400], "nano_2.root": [400, 400, 160], "nano_3.root": [250]}


def muons(random, events):
    """Two muons of opposite charge in most events, back to back; one or none in the others."""
    resonant = random.random(events) < 0.75
    mass = np.where(resonant, random.normal(91.2, 2.5, events), 20 + random.exponential(40, events))
    eta = random.normal(0, 1, (events, 2))
    phi = random.uniform(-np.pi, 0, events)
    pt = mass / np.sqrt(2 * (np.cosh(eta[:, 0] - eta[:, 1]) + 1))
    columns = {
        "pt": np.stack([pt, pt], axis=1),
        "eta": eta,
        "phi": np.stack([phi, phi + np.pi], axis=1),
        "mass": np.full((events, 2), 0.10566),
        "charge": np.tile([1, -1], (events, 1)),
    }
    counts = np.where(random.random(events) < 0.9, 2, random.integers(0, 2, events))
    kept = np.arange(2) < counts[:, np.newaxis]
    return ak.zip(
        {
            name: ak.unflatten(values[kept].astype("int32" if name == "charge" else "float32"), counts)
            for name, values in columns.items()
        }
    )


def main(folder):
    random = np.random.default_rng(91)
    folder.mkdir(exist_ok=True)
    for name, clusters in FILES.items():
        with uproot.recreate(folder / name, compression=uproot.ZLIB(9)) as file:
            for number, events in enumerate(clusters):
                branches = {
                    "run": np.full(events, 1, "uint32"),
                    "luminosityBlock": np.full(events, number + 1, "uint32"),
                    "event": np.arange(events, dtype="uint64"),
                    "Muon": muons(random, events),
                    "genWeight": random.normal(1, 0.1, events).astype("float32"),
                }
                if number == 0:
                    file.mktree("Events", branches)
                else:
                    file["Events"].extend(branches)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
