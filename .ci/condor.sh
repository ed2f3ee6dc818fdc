#!/bin/bash
# Measures hdw beside HTCondor's own programs on the pool whose programs are on the path:
#   submit   10,000 jobs from `hdw run` to all in the queue, beside the bare condor_submit of the same description; and
#            the same with late materialisation. The machine has to have nothing else to do
#   follow   what following 20,000 jobs costs the driver, while some of them run
#   chain    from the last input's end to the gather's submission; a chain of five jobs of one second, beside DAGMan
# Fails where a limit is missed.
#   condor.sh [submit] [follow] [chain]      all of them where none is named
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
. .ci/measure.sh
work=$(mktemp -d)
driver=

finish() {
  [ -z "$driver" ] || kill "$driver" 2>/dev/null || true
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

# many NAME DIRECTIVES: a workflow of 10,000 jobs that no machine takes, so that only the queue is measured
many() {
  mkdir -p "$work/$1"
  seq -f 'root://nowhere//f%g.root' 10000 >"$work/$1/files.txt"
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
at_once='max_materialize =
    max_idle ='

# Prints the seconds from `hdw run` until the journal says that all is in the queue.
submit_by_hdw() {
  local begun
  cd "$work/$1"
  rm -rf .hdw
  begun=$(now)
  started
  submitted 1
  since "$begun"
  stopped
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

# rounds KIND: three of each
rounds() {
  for _ in 1 2 3; do
    submit_by_hdw "$1" >>"$work/$1.hdw"
    submit_bare "$1" >>"$work/$1.bare"
  done
}

submit() {
  local kind all bare late bare_late
  many all "$at_once"
  many late ''
  for kind in all late; do
    rounds $kind
  done
  all=$(least <"$work/all.hdw") bare=$(least <"$work/all.bare")
  if ! within "$(ratio "$all" "$bare")" 1.5; then # a busy minute is no reason to fail
    rounds all
    all=$(least <"$work/all.hdw") bare=$(least <"$work/all.bare")
  fi
  late=$(least <"$work/late.hdw") bare_late=$(least <"$work/late.bare")
  echo "10000 jobs in the queue: hdw run $all s, condor_submit $bare s; late materialisation: $late s, $bare_late s"
  check 'hdw run beside condor_submit' "$(ratio "$all" "$bare")" 1.5
  check 'hdw run with late materialisation, in seconds' "$late" 1.5
}

follow() {
  local jobs=20000
  many follow "$at_once"
  cat >>"$work/follow/w.hdw" <<'END'
task small for each sample {
  split = 1 file  executor = htcondor  memory = 100 MB  max_running = 8
  directive htcondor = "priority = 1"
  run = "true"
}
END
  cd "$work/follow"
  started
  submitted 2
  sleep 10
  followed 30
  stopped
  "$hdw" cancel >/dev/null 2>&1
}

try_chain() {
  local begun
  begun=$(now)
  "$hdw" run chain.hdw -q --new --overwrite
  since "$begun" >>chain.times
}

compare_chain() {
  local begun ours theirs
  mkdir "$work/chain" && cd "$work/chain"
  gathered htcondor
  chain htcondor
  try_chain && try_chain
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
  cd ..
  for _ in 1 2 3; do # a busy minute has more tries
    ! within "$(ratio "$ours" "$theirs")" 0.25 || break
    try_chain
    ours=$(least <chain.times)
  done
  echo "a chain of five jobs of one second: hdw $ours s, DAGMan $theirs s"
  check 'times faster than DAGMan (inverse)' "$(ratio "$ours" "$theirs")" 0.25
}

[ $# -gt 0 ] || set -- submit follow chain
for part in "$@"; do
  case $part in
    submit) submit ;;
    follow) follow ;;
    chain) compare_chain ;;
    *) fail "no such part: $part" ;;
  esac
done
