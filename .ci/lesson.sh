#!/bin/bash
# Runs the second or the third lesson to its end on the batch system whose programs are on the path, with lists of files
# of its own: ROOT files with invented photons, in the place of those that only CERN has.
#
#   lesson.sh 02-lxplus|03-slurm PYTHON FOLDER
#     a Python with uproot, awkward, pyarrow and matplotlib; where files and results go
set -euo pipefail
work=examples/$1
python=$2
folder=$3
cd "$(dirname "$0")/.."

# Clusters have it as such a function, which jobs inherit.
module() { :; }
export -f module

"$python" - "$folder" <<'END'
import json
import pathlib
import sys

import awkward as ak
import numpy as np
import uproot

folder = pathlib.Path(sys.argv[1])
(folder / "lists").mkdir(parents=True)
random = np.random.default_rng(20261123)


def write(path, simulated):
    counts = random.integers(0, 5, 500)
    photons = ak.unflatten(
        ak.zip(
            {
                "pt": random.exponential(40, counts.sum()) + 20,
                "eta": random.uniform(-2.4, 2.4, counts.sum()),
                "phi": random.uniform(-np.pi, np.pi, counts.sum()),
                "mvaID": random.uniform(-1, 1, counts.sum()),
            }
        ),
        counts,
    )
    branches = {"Photon": photons}
    if simulated:
        branches["genWeight"] = random.normal(1, 0.1, 500)
    path.parent.mkdir(parents=True, exist_ok=True)
    with uproot.recreate(path) as file:
        file.mktree("Events", branches)


for name in ("mc.json", "data.json"):
    samples = json.loads(pathlib.Path("examples/02-lxplus/samples", name).read_text())
    for sample, listed in samples.items():
        files = listed["files"] if isinstance(listed, dict) else listed
        for at, url in enumerate(files):
            path = folder / "store" / sample / url.rsplit("/", 1)[1]
            write(path, name == "mc.json")
            files[at] = str(path)
    (folder / "lists" / name).write_text(json.dumps(samples))
END

PATH=$(cd "$(dirname "$python")" && pwd):$PATH timeout 600 ./hdw run "$work/analysis.hdw" \
  --set lists="$folder/lists" --set outdir="$folder/out" </dev/null
[ -s "$work/plots/diphoton_mass.pdf" ] || { echo 'there is no plot' >&2; exit 1; }
[ "$(find "$folder/out/merged" -name '*.parquet' | wc -l)" = 11 ] || { echo 'not all samples were merged' >&2; exit 1; }
./hdw verify --run-dir "$work/.hdw" 2>/dev/null || (cd "$work" && ../../hdw verify)
