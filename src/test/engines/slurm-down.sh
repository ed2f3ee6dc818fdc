#!/bin/bash
# Ends the cluster that slurm-up.sh started: its jobs, then the daemons that it recorded, by their ids (each one's name
# is checked first), and nothing else on the machine.
#   CLUSTER      as for slurm-up.sh
#   KEEPJOBS=1   leaves the jobs in the queue for the next start
#   WIPE=1       also deletes state, spool, logs and the database
set -uo pipefail
export PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
other=${CLUSTER:-hdw}
other=${other#hdw}
run=/run/slurm$other
export SLURM_CONF=/etc/slurm$other/slurm.conf

# live ID NAME: whether the process runs under that name (a zombie doesn't).
live() {
  [ -n "$1" ] && [ "$(cat "/proc/$1/comm" 2>/dev/null)" = "$2" ] && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"
}
# end PIDFILE NAME SECONDS: ends the recorded process, with SIGKILL when it is still there after that time.
end() {
  local id
  id=$(cat "$1" 2>/dev/null) || return 0
  if live "$id" "$2"; then
    kill -TERM "$id" 2>/dev/null
    for _ in $(seq $(($3 * 20))); do
      live "$id" "$2" || break
      sleep 0.05
    done
    live "$id" "$2" && kill -KILL "$id" && echo "had to kill $2 $id"
    echo "ended $2 $id"
  fi
  rm -f "$1"
}

if [ "${KEEPJOBS:-0}" != 1 ] && timeout 5 scontrol ping 2>/dev/null | grep -q 'is UP'; then
  squeue -h -o %u | sort -u | while read -r user; do scancel -Q -u "$user" 2>/dev/null; done
  for _ in $(seq 150); do
    [ -z "$(squeue -h -o %i 2>/dev/null | head -n 1)" ] && break
    sleep 0.1
  done
fi
# All nodes at once, as each needs about 2 s.
for file in $run/slurmd-*.pid; do
  [ -e "$file" ] && read -r id <"$file" && live "$id" slurmd && kill -TERM "$id"
done
for file in $run/slurmd-*.pid; do end "$file" slurmd 15; done
end $run/ctl/slurmctld.pid slurmctld 30
end $run/ctl/slurmdbd.pid slurmdbd 30
end $run/mysqld.pid mariadbd 60
# munge serves all clusters of this machine.
pgrep -x slurmctld >/dev/null || end /run/munge/munged.pid munged 10
find /sys/fs/cgroup/*/slurm_w"$other"n* -depth -type d -exec rmdir {} + 2>/dev/null
if [ "${WIPE:-0}" = 1 ]; then
  rm -rf /var/lib/slurm"$other"/slurmctld/* /var/lib/slurm"$other"/slurmd/* /var/log/slurm"$other" /var/lib/slurm-mysql"$other"
  echo 'deleted state, spool, logs and database'
fi
exit 0
