"""Draws the spectra of all processes: simulation as lines with its variations as bands, data as points."""

import argparse
import csv
import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--table", required=True, help="path, process and variation of each input")
parser.add_argument("--output", required=True)
options = parser.parse_args()

spectra = {}
with open(options.table, newline="") as table:
    for row in csv.DictReader(table, delimiter="\t"):
        with open(row["path"]) as spectrum:
            spectra.setdefault(row["process"], {})[row["variation"]] = json.load(spectrum)

figure, axes = plt.subplots()
for process, variations in spectra.items():
    edges, counts = variations["nominal"]["edges"], variations["nominal"]["counts"]
    if process == "Data":
        centres = [(low + high) / 2 for low, high in zip(edges, edges[1:])]
        axes.errorbar(centres, counts, [count**0.5 for count in counts], fmt="k.", label=process)
        continue
    line = axes.stairs(counts, edges, label=process)
    low, high = variations["scale_down"]["counts"], variations["scale_up"]["counts"]
    axes.stairs(high, edges, baseline=low, fill=True, alpha=0.3, color=line.get_edgecolor())
axes.set(xlabel="Diphoton mass [GeV]", ylabel="Events / GeV", yscale="log")
axes.legend()
figure.savefig(options.output)
