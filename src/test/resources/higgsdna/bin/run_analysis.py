#!/usr/bin/env python3
"""Stands for HiggsDNA's run_analysis.py, which a test cannot install.

It takes the same options, reads the same two JSON files as strictly and leaves the same tree of files; there is no
physics in it. A "ROOT file" is a text file with its number of events in it, and a "parquet file" is a JSON that says
what the processor was given.
"""

import argparse
import json
import os
import sys

YEARS = [
    "2016preVFP", "2016postVFP", "2017", "2018", "2022preEE", "2022postEE", "2023preBPix", "2023postBPix", "2024", "2025",
]

parser = argparse.ArgumentParser(allow_abbrev=False)
parser.add_argument("--json-analysis", required=True)
parser.add_argument("-d", "--dump")
parser.add_argument("-o", "--output", default="output.coffea")
parser.add_argument("--executor", default="futures")
parser.add_argument("--nano-version", type=int)
parser.add_argument("--triggerGroup", default=".*DoubleEG.*")
parser.add_argument("--skipbadfiles", action="store_true")
args = parser.parse_args()
if args.executor != "iterative":
    sys.exit(f"a job runs in its own process, not with {args.executor}")

with open(args.json_analysis) as file:
    analysis = json.load(file)
samplejson = analysis.pop("samplejson")
given = {key: analysis.pop(key) for key in ("workflow", "metaconditions", "year", "systematics", "corrections")}
with open(samplejson) as file:
    samples = json.load(file)
for years in given["year"].values():
    for year in years:
        if year not in YEARS:
            sys.exit(f"wrong year {year}")

for dataset, files in samples.items():
    if dataset not in given["year"]:
        continue
    systematics = given["systematics"].get(dataset, [])
    for path in files:
        with open(path) as file:
            events = int(file.read())
        if not events:
            print("No surviving events in this run, return now!")
            continue
        stem = os.path.splitext(os.path.basename(path))[0]
        for variation in ["nominal"] + [f"{each}_{way}" for each in systematics for way in ("up", "down")]:
            folder = os.path.join(args.dump, dataset, variation)
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, f"{stem}_Events_0-{events}.parquet"), "w") as out:
                record = {"files": files, **given, "extra": analysis, "flags": sys.argv[sys.argv.index("--dump") + 2 :]}
                json.dump(record, out, sort_keys=True, ensure_ascii=False)
with open(args.output, "w") as out:
    out.write("accumulators")
