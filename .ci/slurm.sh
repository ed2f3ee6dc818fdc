#!/bin/bash
# Measures hdw on the Slurm cluster whose programs are on the path:
#   submit   10,000 jobs from `hdw run` to all pending, beside a bare sbatch of the same arrays
#   follow   what following 10,000 jobs costs the driver and the programs that it starts, while some of them run
#   chain    from the last input's end to the gather's submission; a chain of five jobs of one second, beside one that
#            Slurm's own dependencies hold together
# Fails where a limit is missed. The cluster has to have nothing else to do, which is waited for, and for `submit` the
# machine, too.
#   slurm.sh [submit] [follow] [chain]       all of them where none is named
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
. .ci/measure.sh
jobs=10000
partition=$(sinfo -h -o %P | sed -n 's/\*$//p' | head -n 1) # the default one
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
driver=
finish() {
  [ -z "$driver" ] || kill "$driver" 2>/dev/null || true
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

# Prints the seconds from `hdw run` until the journal says that all is in the queue.
submit_by_hdw() {
  local begun
  room
  cd "$work/held"
  rm -rf .hdw
  begun=$(now)
  started
  submitted 1
  since "$begun"
  [ "$(pending)" = $jobs ] || { echo "$(pending) jobs are pending" >&2; return 1; }
  stopped
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

submit() {
  local ours bare
  # jobs that nothing starts, so that only the queue is measured
  many held 'directive slurm = "--hold"
  run = "true"'
  for _ in 1 2 3 4; do
    submit_by_hdw >>"$work/hdw.times"
    ours=$(least <"$work/hdw.times")
    ! within "$ours" 2 || break # a busy minute has more tries
  done
  submit_bare >"$work/bare.times"
  bare=$(<"$work/bare.times")
  echo "$jobs jobs pending: hdw run $ours s, sbatch of the same arrays $bare s"
  check 'hdw run, in seconds' "$ours" 2
}

follow() { # all of them may start, and a few at a time do
  many follow 'max_running = 30
  run = "sleep 2"'
  cd "$work/follow"
  room
  started
  submitted 1
  sleep 15
  followed 60
  stopped
  "$hdw" cancel >/dev/null 2>&1 || true
  empty
}

chain_of_slurm() {
  local id='' begun
  begun=$(now)
  for _ in 1 2 3 4 5; do
    id=$(sbatch --parsable ${id:+--dependency=afterok:$id} --mem=100M -t 10 -o /dev/null --wrap 'sleep 1')
  done
  while [ -n "$(squeue -h -j "$id" -t PENDING,RUNNING,COMPLETING)" ]; do sleep 0.1; done
  since "$begun"
}

compare_chain() {
  local begun ours
  mkdir "$work/chain" && cd "$work/chain"
  gathered slurm
  chain slurm
  for _ in 1 2 3 4; do
    idle
    begun=$(now)
    "$hdw" run chain.hdw -q --new --overwrite
    since "$begun" >>chain.times
    idle
    chain_of_slurm >>chain.slurm
    ours=$(least <chain.times)
    ! within "$ours" 15 || break # a busy minute has more tries
  done
  echo "a chain of five jobs of one second: hdw $ours s, Slurm's own dependencies $(least <chain.slurm) s"
  check 'seconds for the chain' "$ours" 15
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
