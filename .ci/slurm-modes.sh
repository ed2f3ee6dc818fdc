#!/bin/bash
# The tests on Slurm, on clusters as sites have them: with accounting and without it, with jobs that are forgotten some
# seconds after their end, with small arrays, with memory that is limited by the kernel or watched by Slurm; and with
# daemons that end in the middle of a run. As root, after `mvn test-compile`. Ends the cluster that is there, and leaves
# none. On each kind runs what it may change.
#
#   slurm-modes.sh [MODE...]    usual outages forgetful polling small; all of them where none is named
#   CLUSTER=2 slurm-modes.sh ...  on a cluster of its own, see slurm-up.sh; several may run at a time
set -euo pipefail
cd "$(dirname "$0")/.."
engines=$PWD/src/test/engines
modes=${*:-usual outages forgetful polling small}
export CLUSTER=${CLUSTER:-hdw}
export SLURM_CONF=/etc/slurm${CLUSTER#hdw}/slurm.conf

trap '"$engines/slurm-down.sh" >/dev/null' EXIT
# cluster KNOB=VALUE...: another cluster, in which nothing is left of the one before
cluster() {
  "$engines/slurm-down.sh" >/dev/null
  WIPE=1 "$engines/slurm-down.sh" >/dev/null
  env "$@" "$engines/slurm-up.sh"
}
tests() {
  mvn -B -ntp -q -Pengines surefire:test -DforkCount=1 -Dhdw.target="${HDW_TARGET:-$PWD/target}" -Dhdw.seed="${HDW_SEED:-20261123}" "$@"
}

for mode in $modes; do
  printf '\n-- %s\n' "$mode"
  case $mode in
    usual)
      cluster ACCT=1
      # what is killed at random waits more than it works
      tests -Dtest=SlurmKillTest -Dhdw.slurm.kills=60 &
      tests -Dtest='Slurm*EngineTest,LimitsEngineTest,!SlurmOutageEngineTest'
      wait $!
      ;;
    outages)
      cluster ACCT=1
      tests -Dtest=SlurmOutageEngineTest -Dhdw.slurm.mine=true
      ;;
    forgetful)
      cluster ACCT=0 MINJOBAGE=5
      tests -Dtest='SlurmWordsEngineTest,SlurmAhead*,SlurmKillTest' -Dhdw.slurm.kills=20
      ;;
    polling)
      cluster MEMENFORCE=poll
      tests -Dtest='SlurmReactionsEngineTest#a_job_out_of_memory*+exit_codes*'
      ;;
    small)
      cluster MAXARRAY=11
      tests -Dtest='SlurmShapesEngineTest,SlurmKillTest' -Dhdw.slurm.kills=20
      ;;
    *)
      echo "slurm-modes.sh: no such mode: $mode" >&2
      exit 2
      ;;
  esac
done
