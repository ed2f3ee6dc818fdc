#!/bin/bash
# Measures hdw beside HTCondor's own programs on the pool whose programs are on the path:
#   - 10,000 jobs from `hdw run` to all in the queue, beside the bare condor_submit of the same description
#   - the same with late materialisation
#   - what following 10,000 jobs costs the driver, while some of them run
#   - from the last input's end to the gather's submission
#   - a chain of five jobs of one second, beside DAGMan with its defaults
# Fails where a limit is missed. The pool should have nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
jobs=10000

work=$(mktemp -d)
finish() {
  [ ! -e "$work/follow/.hdw" ] || (cd "$work/follow" && "$hdw" cancel -q >/dev/null 2>&1) || true
  empty
  rm -rf "$work"
}
# Takes all of this out of the queue, and waits until HTCondor has written that down in the logs.
empty() {
  local mine="substr(Iwd, 0, ${#work}) == \"$work\""
  condor_rm -constraint "$mine" >/dev/null 2>&1 || true
  for _ in $(seq 100); do
    [ -n "$(condor_q -constraint "$mine" -limit 1 -af ClusterId)" ] || break
    sleep 0.2
  done
  sleep 1
}
trap finish EXIT

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f\n", b - a}'; }
least() { sort -g | head -n 1; }
fail() { echo "condor.sh: $*" >&2; exit 1; }
check() { # WORDS VALUE LIMIT
  awk -v v="$2" -v l="$3" 'BEGIN {exit !(v <= l)}' || fail "$1: $2, and the limit is $3"
}

# many NAME DIRECTIVES: a workflow of 10,000 jobs that no machine takes, so that only the queue is measured
many() {
  mkdir -p "$work/$1"
  seq -f 'root://nowhere//f%g.root' $jobs >"$work/$1/files.txt"
  cat >"$work/$1/w.hdw" <<END
workflow many
sample A { files = lines("files.txt") }
task t for each sample {
  split = 1 file  executor = htcondor  memory = 100 MB
  directive htcondor = """
    requirements = False
    $2
  """
  run = "true"
}
END
}

# Starts a driver in folder $1 and waits until the journal says that all is in the queue; prints the seconds.
submit_by_hdw() {
  local begun pid
  cd "$work/$1"
  rm -rf .hdw
  begun=$(now)
  "$hdw" run w.hdw -q >said 2>&1 &
  pid=$!
  until grep -qs '"event":"submitted"' .hdw/latest/journal.jsonl; do
    kill -0 $pid 2>/dev/null || { cat said >&2; return 1; }
    sleep 0.01
  done
  since "$begun"
  kill $pid
  wait $pid || true
  empty
}

submit_bare() { # of what hdw rendered in folder $1
  local begun
  cd "$work/$1/.hdw/latest"
  begun=$(now)
  condor_submit -terse hdw_run=bare hdw_token=bare jobs/t.sub >/dev/null
  since "$begun"
  empty
}

many all 'max_materialize =
    max_idle ='
many late ''
for kind in all late; do
  for round in 1 2 3; do
    submit_by_hdw $kind >>"$work/$kind.hdw"
    submit_bare $kind >>"$work/$kind.bare"
  done
done
all=$(least <"$work/all.hdw") bare=$(least <"$work/all.bare")
late=$(least <"$work/late.hdw") bare_late=$(least <"$work/late.bare")
echo "$jobs jobs in the queue: hdw run $all s, condor_submit $bare s; late materialisation: $late s, $bare_late s"
check 'hdw run beside condor_submit' "$(awk -v a="$all" -v b="$bare" 'BEGIN {printf "%.2f", a / b}')" 1.5
check 'hdw run with late materialisation, in seconds' "$late" 1.5

# ---- following
many follow 'max_materialize =
    max_idle ='
cat >>"$work/follow/w.hdw" <<'END'
task small for each sample {
  split = 1 file  executor = htcondor  memory = 100 MB  max_running = 8
  directive htcondor = "priority = 1"
  run = "true"
}
END
cd "$work/follow"
"$hdw" run w.hdw -q >said 2>&1 &
driver=$!
until [ "$(grep -cs '"event":"submitted"' .hdw/latest/journal.jsonl)" = 2 ]; do sleep 0.1; done
sleep 10
pid=$(pgrep -f "hdw.cli.Main.* run w.hdw" | head -n 1)
ticks() { sed 's/^.*) //' "/proc/$pid/stat" | awk '{print $12 + $13}'; }
ends() { grep -c '"event":"done"' .hdw/latest/journal.jsonl || true; }
before=$(ticks) done_before=$(ends)
sleep 30
share=$(awk -v a="$before" -v b="$(ticks)" 'BEGIN {printf "%.1f", (b - a) / 30}')
ended=$(($(ends) - done_before))
held=$(awk '/^VmHWM/ {printf "%d", $2 / 1024}' "/proc/$pid/status")
kill $driver
wait $driver || true
"$hdw" cancel >/dev/null 2>&1
echo "following $((2 * jobs)) jobs of which $((ended / 30)) a second end: $share % of a core, $held MiB"
check 'percent of a core' "$share" 3
check 'MiB' "$held" 300

# ---- a gather, and a chain
mkdir "$work/chain" && cd "$work/chain"
cat >gather.hdw <<'END'
workflow gather
defaults { executor = htcondor  memory = 100 MB }
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
defaults { executor = htcondor  memory = 100 MB }
task a { output = "a"  run = "sleep 1; echo 1 > {{output}}" }
task b { input = a  output = "b"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task c { input = b  output = "c"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task d { input = c  output = "d"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task e { input = d  output = "e"  run = "sleep 1; cat {{inputs}} > {{output}}" }
END
for round in 1 2 3; do
  begun=$(now)
  "$hdw" run chain.hdw -q --new --overwrite
  since "$begun" >>chain.times
done
ours=$(least <chain.times)
rm -f a b c d e
"$hdw" render --dagman chain.hdw -o dag >/dev/null 2>&1
cd dag
sed -i '/^CONFIG/d' chain.dag # its defaults are what is compared
begun=$(now)
_CONDOR_DAGMAN_USE_STRICT=0 condor_submit_dag -f chain.dag >/dev/null
condor_wait chain.dag.dagman.log >/dev/null
theirs=$(since "$begun")
[ -e ../e ] || fail 'DAGMan did not get to the end of the chain'
echo "a chain of five jobs of one second: hdw $ours s, DAGMan $theirs s"
check 'times faster than DAGMan (inverse)' "$(awk -v a="$ours" -v b="$theirs" 'BEGIN {printf "%.3f", a / b}')" 0.25
