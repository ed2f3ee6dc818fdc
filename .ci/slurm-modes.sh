#!/bin/bash
# The tests on Slurm, on clusters as sites have them: with accounting and without it, with jobs that are forgotten some
# seconds after their end, with small arrays, with memory that is limited by the kernel or watched by Slurm; and with
# daemons that end in the middle of a run. As root, after `mvn test-compile`. Ends the cluster that is there, and leaves
# none.
#
#   slurm-modes.sh [MODE...]    usual outages forgetful polling small; all of them where none is named
set -euo pipefail
cd "$(dirname "$0")/.."
engines=$PWD/src/test/engines
modes=${*:-usual outages forgetful polling small}

trap '"$engines/slurm-down.sh" >/dev/null' EXIT
# cluster KNOB=VALUE...: another cluster, in which nothing is left of the one before
cluster() {
  "$engines/slurm-down.sh" >/dev/null
  WIPE=1 "$engines/slurm-down.sh" >/dev/null
  env "$@" "$engines/slurm-up.sh"
}
tests() {
  mvn -B -ntp -q -Pengines surefire:test -Dhdw.target="${HDW_TARGET:-$PWD/target}" "$@"
}

for mode in $modes; do
  printf '\n-- %s\n' "$mode"
  case $mode in
    usual)
      cluster ACCT=1
      # what is killed at random waits more than it works
      tests -Dtest=SlurmKillTest -Dhdw.slurm.kills="${HDW_SLURM_KILLS:-100}" -Dhdw.seed="${HDW_SEED:-20261123}" &
      tests -Dtest='Slurm*EngineTest,LimitsEngineTest,!SlurmOutageEngineTest'
      wait $!
      ;;
    outages)
      cluster ACCT=1
      tests -Dtest=SlurmOutageEngineTest -Dhdw.slurm.mine=true
      ;;
    forgetful)
      cluster ACCT=0 MINJOBAGE=5
      tests -Dtest='SlurmWordsEngineTest,SlurmShapesEngineTest,SlurmAhead*,SlurmKillTest' -Dhdw.slurm.kills=20 \
        -Dhdw.seed="${HDW_SEED:-20261123}"
      ;;
    polling)
      cluster MEMENFORCE=poll
      tests -Dtest=SlurmReactionsEngineTest
      ;;
    small)
      cluster MAXARRAY=11
      tests -Dtest=SlurmShapesEngineTest,SlurmKillTest -Dhdw.slurm.kills=20
      ;;
    *)
      echo "slurm-modes.sh: no such mode: $mode" >&2
      exit 2
      ;;
  esac
done
