#!/bin/bash
# Drives simulated jobs through the real driver, rules and journal, and prints what each of them costs: see
# docs/performance.md, "Scale by simulation". Ten million take about 6 GB of memory, 9 GB of disk and half an hour.
#   .ci/scale.sh [JOBS...]    (default 10000 100000)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -ntp -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/path" -Dmdep.includeScope=test
[ $# -gt 0 ] || set -- 10000 100000
for each; do
  mkdir "$work/$each"
  java -Xmx"${HDW_HEAP:-1g}" -XX:+UseSerialGC -cp "target/classes:target/test-classes:$(cat "$work/path")" \
    hdw.sim.Scale "$work/$each" "$each"
  rm -r "${work:?}/$each"
done
