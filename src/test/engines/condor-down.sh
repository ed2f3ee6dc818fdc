#!/bin/bash
# Ends the pool that condor-up.sh started: the recorded condor_master and what descends from it, by their ids, and
# nothing else on the machine. Jobs stay in the queue for the next start.
#   CONDOR_SUITE, HDW_ENGINES   as for condor-up.sh
#   condor-down.sh --purge      also deletes the pool's queue, logs and spool
set -uo pipefail

suite=${CONDOR_SUITE:-trixie}
pool=${HDW_ENGINES:-/opt/hdw-engines}/condor/$suite

start_time() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | awk '{print $20}'; }
descendants() {
  local child
  for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do
    echo "$child"
    descendants "$child"
  done
}
# What is left of the processes recorded in $started: a number that is used again has another start time.
left() {
  local id
  for id in "${!started[@]}"; do
    [ -n "${started[$id]}" ] && [ "$(start_time "$id")" = "${started[$id]}" ] && echo "$id"
  done
}
# Waits at most $1 tenths of a second until nothing is left.
wait_for_end() {
  for _ in $(seq "$1"); do
    [ -z "$(left)" ] && return
    sleep 0.1
  done
}

if [ -s "$pool/run/master.pid" ] && read -r master time <"$pool/run/master.pid" && [ "$(start_time "$master")" = "$time" ]; then
  declare -A started
  for id in $master $(descendants "$master"); do started[$id]=$(start_time "$id"); done
  kill -TERM "$master" 2>/dev/null # graceful: running jobs are evicted and wait as idle
  wait_for_end 150
  [ -z "$(left)" ] || { kill -QUIT "$master" 2>/dev/null; wait_for_end 50; }
  for id in $(left); do kill -KILL "$id" 2>/dev/null; done
  echo "stopped $suite: condor_master $master and $((${#started[@]} - 1)) descendants"
else
  echo "not running: $suite"
fi
rm -f "$pool/run/master.pid"
# what condor-up.sh sets for fast cgroups, as a kernel has it by itself
[ ! -w /sys/kernel/rcu_expedited ] || [ -s "$pool/../trixie/run/master.pid" ] || [ -s "$pool/../sid/run/master.pid" ] ||
  echo 0 >/sys/kernel/rcu_expedited
if [ -s "$pool/run/cgroups" ]; then
  sleep 0.3
  while read -r group; do
    case $group in
      /sys/fs/cgroup/*/hdw-"$suite") find "$group" -depth -type d -exec rmdir {} + 2>/dev/null ;;
    esac
  done <"$pool/run/cgroups"
  rm -f "$pool/run/cgroups"
fi
if [ "${1:-}" = --purge ]; then
  rm -rf "${pool:?}/var"
  echo "purged $pool/var"
fi
exit 0
