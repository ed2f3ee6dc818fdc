#!/bin/bash
# Measures hdw on the Slurm cluster whose programs are on the path:
#   - 10,000 jobs from `hdw run` to all pending, beside a bare sbatch of the same arrays
#   - what following 10,000 jobs costs the driver and the programs that it starts, while some of them run
#   - from the last input's end to the gather's submission
#   - a chain of five jobs of one second, beside one that Slurm's own dependencies hold together
# Fails where a limit is missed. The cluster has to have nothing else to do: that is waited for.
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
jobs=10000
partition=$(sinfo -h -o %P | sed -n 's/\*$//p' | head -n 1) # the default one

fail() { echo "slurm.sh: $*" >&2; exit 1; }
[ -n "$partition" ] || fail 'there is no default partition'
# A job that comes while others wait is not looked at before the next cycle, which Slurm begins each 3 s.
idle() {
  for _ in $(seq 600); do
    [ -n "$(squeue -h)" ] || return 0
    sleep 1
  done
  fail 'the cluster has something else to do'
}
idle

work=$(mktemp -d)
finish() {
  [ -z "${driver-}" ] || kill "$driver" 2>/dev/null || true
  empty
  rm -rf "$work"
}
# Takes all of this out of the queue, and waits until it has gone.
empty() {
  local mine
  for _ in $(seq 300); do
    mine=$(squeue -h -o '%A %Z' | awk -v below="$work/" 'index($2, below) == 1 {print $1}' | sort -u)
    [ -n "$mine" ] || break
    xargs -r scancel <<<"$mine" 2>/dev/null || true
    sleep 0.2
  done
}
trap finish EXIT

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f\n", b - a}'; }
least() { sort -g | head -n 1; }
check() { # WORDS VALUE LIMIT
  awk -v v="$2" -v l="$3" 'BEGIN {exit !(v <= l)}' || fail "$1: $2, and the limit is $3"
}
config() { scontrol show config | sed -n "s/^$1 *= *\\([0-9]*\\).*/\\1/p"; }
# A cluster that keeps too much in mind lets sbatch wait: each task of an array counts until MinJobAge after its end.
room() {
  local most
  most=$(($(config MaxJobCount) - jobs))
  for _ in $(seq 600); do
    [ "$(squeue -h -r -t all | wc -l)" -gt $most ] || return 0
    sleep 1
  done
  fail "the cluster has no room for $jobs more jobs"
}
pending() { squeue -h -r -t PENDING -o %Z | grep -c "^$work/" || true; }

# many NAME PROPERTIES: a workflow of 10,000 jobs
many() {
  mkdir -p "$work/$1"
  seq -f 'root://nowhere//f%g.root' $jobs >"$work/$1/files.txt"
  cat >"$work/$1/w.hdw" <<END
workflow many
sample A { files = lines("files.txt") }
task t for each sample {
  split = 1 file  executor = slurm  memory = 100 MB  time = 10 min
  $2
}
END
}

# ---- submitting: jobs that nothing starts, so that only the queue is measured
many held 'directive slurm = "--hold"
  run = "true"'
# Starts a driver and waits until its journal says that all is in the queue; prints the seconds.
submit_by_hdw() {
  local begun
  room
  cd "$work/held"
  rm -rf .hdw
  begun=$(now)
  "$hdw" run w.hdw -q >said 2>&1 &
  driver=$!
  until grep -qs '"event":"submitted"' .hdw/latest/journal.jsonl; do
    kill -0 $driver 2>/dev/null || { cat said >&2; return 1; }
    sleep 0.01
  done
  since "$begun"
  [ "$(pending)" = $jobs ] || { echo "$(pending) jobs are pending" >&2; return 1; }
  kill $driver
  wait $driver || true
  empty
}

# The same arrays of what hdw rendered.
submit_bare() {
  local begun first size most
  room
  cd "$work/held/.hdw/latest"
  most=$(config MaxArraySize)
  begun=$(now)
  for ((first = 0; first < jobs; first += most)); do
    size=$((jobs - first < most ? jobs - first : most))
    sbatch --parsable --array=0-$((size - 1)) jobs/t.sbatch $first bare >/dev/null
  done
  since "$begun"
  empty
}

submit_by_hdw >"$work/hdw.times"
submit_bare >"$work/bare.times"
submit_by_hdw >>"$work/hdw.times"
ours=$(least <"$work/hdw.times") bare=$(<"$work/bare.times")
echo "$jobs jobs pending: hdw run $ours s, sbatch of the same arrays $bare s"
check 'hdw run, in seconds' "$ours" 2

# ---- following: all of them may start, and a few at a time do
many follow 'max_running = 30
  run = "sleep 2"'
cd "$work/follow"
room
"$hdw" run w.hdw -q >said 2>&1 &
driver=$!
until grep -qs '"event":"submitted"' .hdw/latest/journal.jsonl; do sleep 0.1; done
sleep 20
# what the driver has used, and those of its programs that have ended
ticks() { sed 's/^.*) //' "/proc/$driver/stat" | awk '{print $12 + $13 + $14 + $15}'; }
ends() { grep -c '"event":"done"' .hdw/latest/journal.jsonl || true; }
before=$(ticks) done_before=$(ends) began=$(now)
sleep 90
took=$(since "$began")
share=$(awk -v a="$before" -v b="$(ticks)" -v s="$took" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.1f", 100 * (b - a) / hz / s}')
ended=$(awk -v n=$(($(ends) - done_before)) -v s="$took" 'BEGIN {printf "%.0f", n / s}')
held=$(awk '/^VmHWM/ {printf "%d", $2 / 1024}' "/proc/$driver/status")
kill $driver
wait $driver || true
driver=
"$hdw" cancel >/dev/null 2>&1 || true
empty
echo "following $jobs jobs of which $ended a second end: $share % of a core, $held MiB"
check 'percent of a core' "$share" 3
check 'MiB' "$held" 300

# ---- a gather, and a chain
mkdir "$work/chain" && cd "$work/chain"
cat >gather.hdw <<'END'
workflow gather
defaults { executor = slurm  memory = 100 MB  time = 10 min }
task part for each n in range(8) { output = "{{n}}"  run = "sleep 0.{{n}}; date +%s.%N > {{output}}" }
task whole { input = part  output = "whole"  run = "sort -g {{inputs}} > {{output}}" }
END
"$hdw" run gather.hdw -q
last=$(tail -n 1 whole)
at=$(grep '"event":"submitted"' .hdw/latest/journal.jsonl | sed -n '2s/.*"at":"\([^"]*\)".*/\1/p')
gap=$(awk -v a="$last" -v b="$(date -d "$at" +%s.%N)" 'BEGIN {printf "%.2f\n", b - a}')
echo "from the last input's end to the gather's submission: $gap s"
check 'seconds to the gather' "$gap" 3

cat >chain.hdw <<'END'
workflow chain
defaults { executor = slurm  memory = 100 MB  time = 10 min }
task a { output = "a"  run = "sleep 1; echo 1 > {{output}}" }
task b { input = a  output = "b"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task c { input = b  output = "c"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task d { input = c  output = "d"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task e { input = d  output = "e"  run = "sleep 1; cat {{inputs}} > {{output}}" }
END
chain_of_slurm() {
  local id='' begun
  begun=$(now)
  for _ in 1 2 3 4 5; do
    id=$(sbatch --parsable ${id:+--dependency=afterok:$id} --mem=100M -t 10 -o /dev/null --wrap 'sleep 1')
  done
  while [ -n "$(squeue -h -j "$id" -t PENDING,RUNNING,COMPLETING)" ]; do sleep 0.1; done
  since "$begun"
}
for _ in 1 2 3; do
  idle
  begun=$(now)
  "$hdw" run chain.hdw -q --new --overwrite
  since "$begun" >>chain.times
  idle
  chain_of_slurm >>chain.slurm
done
chain=$(least <chain.times)
echo "a chain of five jobs of one second: hdw $chain s, Slurm's own dependencies $(least <chain.slurm) s"
check 'seconds for the chain' "$chain" 15
