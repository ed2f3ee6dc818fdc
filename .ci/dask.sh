#!/bin/bash
# Measures jobs on a Dask cluster of this machine: 2,000 times the command `true`, two at a time, beside a bare
# `client.map` of the very same script. Both start and end their cluster. Fails below half of its rate; 0.7 is what we want, 0.62 what it has.
#   .ci/dask.sh [ROUNDS]    (default 3; the medians count; HDW_DASK_PYTHON is a Python with `distributed`)
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw rounds=${1:-3} jobs=2000 python=${HDW_DASK_PYTHON:-python3}
# shellcheck source=.ci/measure.sh
. .ci/measure.sh
limit=0.5

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >w.hdw <<END
workflow speed
site here {
  executor = dask
  cluster { executor = local  min_workers = 1  max_workers = 1  cpus = 2  memory = 4 GB  python = "$python" }
}
defaults { memory = 100 MB }
task t for each n in range($jobs) {
  run = "true"
}
END
cat >bare.py <<'END'
import os
import subprocess
import sys

from distributed import Client, LocalCluster


def run(words):
    return subprocess.run(words, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    place, all_words = 0, []
    for number, line in enumerate(open("input/t.tsv", "rb")):
        if number > 0:
            all_words.append(["bash", "jobs/t.sh", "input/t.tsv", str(place), str(len(line)), "1"])
        place += len(line)
    with LocalCluster(n_workers=1, threads_per_worker=2) as cluster, Client(cluster) as client:
        assert client.gather(client.map(run, all_words, pure=False)) == [0] * len(all_words)
END
median() { sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
for ((i = 0; i < rounds; i++)); do
  rm -rf .hdw
  begun=$(now)
  "$hdw" run w.hdw -q >/dev/null
  since "$begun" >>hdw.figures
  [ "$(events done)" = $jobs ]
  begun=$(now)
  "$python" bare.py .hdw/latest
  since "$begun" >>bare.figures
done
ours=$(median <hdw.figures) bare=$(median <bare.figures)
awk -v a="$ours" -v b="$bare" -v n=$jobs 'BEGIN {
  printf "%d jobs: hdw on a Dask cluster here %.2f s (%.0f/s), client.map %.2f s (%.0f/s)\n", n, a, n / a, b, n / b}'
share=$(ratio "$bare" "$ours")
echo "hdw has $share of the rate (at least $limit)"
within $limit "$share" || fail "that is too slow"
