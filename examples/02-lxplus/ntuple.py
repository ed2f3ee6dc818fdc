"""Selects events with two photons in NanoAOD files and writes their invariant mass as Parquet."""

import argparse

import awkward as ak
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import uproot

SCALES = {"nominal": 1.0, "scale_up": 1.005, "scale_down": 0.995}
COLUMNS = ["Photon_pt", "Photon_eta", "Photon_phi", "Photon_mvaID"]

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--tree", default="Events")
parser.add_argument("--variation", choices=SCALES, default="nominal")
parser.add_argument("--output", required=True)
parser.add_argument("inputs", nargs="+")
options = parser.parse_args()

masses, weights = [], []
for events in uproot.iterate([f"{path}:{options.tree}" for path in options.inputs],
                             filter_name=COLUMNS + ["genWeight"]):
    pt = events["Photon_pt"] * SCALES[options.variation]
    good = (pt > 25) & (np.abs(events["Photon_eta"]) < 2.5) & (events["Photon_mvaID"] > -0.9)
    pair = ak.num(pt[good]) >= 2
    pt, eta, phi = (column[good][pair][:, :2] for column in (pt, events["Photon_eta"], events["Photon_phi"]))
    square = 2 * pt[:, 0] * pt[:, 1] * (np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1]))
    masses.append(ak.to_numpy(np.sqrt(square)))
    weight = events["genWeight"] if "genWeight" in events.fields else ak.ones_like(ak.num(events["Photon_pt"]))
    weights.append(ak.to_numpy(weight[pair]))

pq.write_table(pa.table({"mass": np.concatenate(masses), "weight": np.concatenate(weights)}), options.output)
