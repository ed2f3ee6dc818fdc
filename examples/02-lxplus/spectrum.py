"""Histograms the masses of the samples of one process, each weighted with its cross section."""

import argparse
import csv
import json

import numpy as np
import pyarrow.parquet as pq

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--table", required=True, help="path, sample and metadata of each input")
parser.add_argument("--output", required=True)
options = parser.parse_args()

edges = np.linspace(100, 180, 81)
counts = np.zeros(len(edges) - 1)
with open(options.table, newline="") as table:
    for row in csv.DictReader(table, delimiter="\t"):
        ntuple = pq.read_table(row["path"])
        weight = ntuple["weight"].to_numpy()
        scale = float(row["xsec"]) / weight.sum() if row.get("xsec") else 1.0
        counts += scale * np.histogram(ntuple["mass"].to_numpy(), edges, weights=weight)[0]

with open(options.output, "w") as output:
    json.dump({"edges": edges.tolist(), "counts": counts.tolist()}, output)
