#!/bin/bash
# Starts a real Slurm cluster on this machine: the version that Debian has (22.05.8 on bookworm), without systemd or
# containers. Prints "ready: ..." when a real job has run. Run it as root; running it again does what is missing.
# slurm-down.sh ends it.
#
# What it does to the machine:
#   - installs munge, Slurm and, for sacct, MariaDB with apt-get, without starting the packages' own services
#   - writes /etc/slurm/slurm.conf and slurmdbd.conf, and keeps state below /var/lib/slurm, /var/lib/slurm-mysql,
#     /var/log/slurm and /run/slurm; makes a munge key if there is none
#   - makes memory cgroups for the jobs where the machine has cgroups of version 1 and lets us
#   - adds the user `hep`, an ordinary one whose jobs are tried, too
#   - listens on the ports 6817, 6819, 13306 and from 17001 on
#
# Environment, all optional:
#   CLUSTER=hdw                 2 to 9: another cluster beside that one, with folders called after it (/etc/slurm2),
#                               ports 100 further for each and nodes w2n01..; SLURM_CONF=/etc/slurm2/slurm.conf is how
#                               Slurm's programs find it
#   ACCT=1                      0: without slurmdbd and MariaDB; then there is no sacct
#   NODES=4 CPUS=16 MEM=8000    virtual nodes wn01.., and what each has of CPUs and MiB (all of them are this machine)
#   MAXARRAY=1001 MAXJOBS=50000 MaxArraySize and MaxJobCount
#   MINJOBAGE=300 KILLWAIT=5    seconds for which squeue shows a finished job; from SIGTERM to SIGKILL
#   REQUEUEDELAY=30             a requeued job waits this and 1 s (Slurm's own default: 120)
#   MEMENFORCE=auto|cgroup|poll|none   what ends a job that uses too much memory: the kernel (OUT_OF_MEMORY 0:125),
#                               Slurm's own polling (FAILED 0:9), nothing; auto takes the first that works here
#   SCHEDPARAMS=...             SchedulerParameters
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH

CLUSTER=${CLUSTER:-hdw} ACCT=${ACCT:-1} NODES=${NODES:-4} CPUS=${CPUS:-16} MEM=${MEM:-8000}
MAXARRAY=${MAXARRAY:-1001} MAXJOBS=${MAXJOBS:-50000} MINJOBAGE=${MINJOBAGE:-300} KILLWAIT=${KILLWAIT:-5}
REQUEUEDELAY=${REQUEUEDELAY:-30} MEMENFORCE=${MEMENFORCE:-auto}
SCHEDPARAMS=${SCHEDPARAMS:-sched_min_interval=100000,bf_interval=5,bf_max_job_test=1000,default_queue_depth=2000}

case $CLUSTER in
  hdw) other='' nodes=wn ports=0 ;;
  [2-9]) other=$CLUSTER nodes=w${CLUSTER}n ports=$((100 * (CLUSTER - 1))) ;;
  *) echo "slurm-up.sh: CLUSTER is hdw or a number from 2 to 9, not $CLUSTER" >&2; exit 2 ;;
esac
run=/run/slurm$other logs=/var/log/slurm$other spool=/var/lib/slurm$other etc=/etc/slurm$other
export SLURM_CONF=$etc/slurm.conf
database=/var/lib/slurm-mysql$other database_port=$((13306 + ports))
ctl_port=$((6817 + ports)) dbd_port=$((6819 + ports)) node_port=$((17000 + ports))
host=$(hostname -s)
last=$(printf %02d "$NODES")

say() { printf '%(%H:%M:%S)T slurm-up: %s\n' -1 "$*"; }
# Ends with a message and the tail of a log.
fail() {
  echo "slurm-up.sh: $1" >&2
  [ $# -lt 2 ] || tail -n 20 "$2" >&2
  exit 1
}
# alive PIDFILE NAME: whether the recorded process runs under that name (a zombie doesn't).
alive() {
  local id
  id=$(cat "$1" 2>/dev/null) && [ -n "$id" ] && [ "$(cat "/proc/$id/comm" 2>/dev/null)" = "$2" ] &&
    ! grep -qs '^State:[[:space:]]*Z' "/proc/$id/status"
}
# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until timeout 5 "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

[ "$(id -u)" = 0 ] || fail 'run as root'
if [ "$MEMENFORCE" = auto ]; then
  MEMENFORCE=cgroup
  for controller in memory freezer cpuacct; do
    probe=/sys/fs/cgroup/$controller/slurm_probe_$$
    { mkdir "$probe" && rmdir "$probe"; } 2>/dev/null || MEMENFORCE=poll
  done
  [ -w /sys/fs/cgroup/memory/memory.limit_in_bytes ] || MEMENFORCE=poll
fi

# ---------------------------------------------------------------- packages
wanted=(munge slurmctld slurmd slurm-client slurm-wlm-basic-plugins)
[ "$ACCT" = 0 ] || wanted+=(slurmdbd slurm-wlm-mysql-plugin mariadb-server-core mariadb-client-core)
missing=()
for name in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
done
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  policy=
  if [ ! -e /usr/sbin/policy-rc.d ]; then # keeps the packages from starting services
    policy=1
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
  fi
  log=$(mktemp)
  apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1 || true
  apt-get -y -qq -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}" >"$log" 2>&1 ||
    { [ -z "$policy" ] || rm -f /usr/sbin/policy-rc.d; fail 'apt-get failed' "$log"; }
  [ -z "$policy" ] || rm -f /usr/sbin/policy-rc.d
  rm -f "$log"
fi

# ---------------------------------------------------------------- user, folders, configuration
getent passwd hep >/dev/null || useradd --create-home --shell /bin/bash hep
install -d -m 755 $etc $run $logs $spool $spool/slurmd
install -d -o slurm -g slurm -m 755 $spool/slurmctld $logs/ctl $run/ctl
install -d -o munge -g munge -m 755 /run/munge
install -d -o munge -g munge -m 700 /var/log/munge /var/lib/munge /etc/munge
if [ ! -s /etc/munge/munge.key ]; then
  dd if=/dev/urandom of=/etc/munge/munge.key bs=128 count=1 status=none
  chown munge:munge /etc/munge/munge.key
  chmod 600 /etc/munge/munge.key
fi

case $MEMENFORCE in
  cgroup) memory='ProctrackType=proctrack/cgroup
TaskPlugin=task/cgroup
JobAcctGatherType=jobacct_gather/cgroup' ;;
  poll) memory='ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherParams=OverMemoryKill' ;;
  none) memory='ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux' ;;
  *) fail "MEMENFORCE is auto, cgroup, poll or none, not $MEMENFORCE" ;;
esac
accounting='AccountingStorageType=accounting_storage/none'
[ "$ACCT" = 0 ] || accounting="AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=127.0.0.1
AccountingStoragePort=$dbd_port
AccountingStoreFlags=job_comment"
changed=
configuration=$(cat <<END
ClusterName=hdw$other
SlurmctldHost=$host(127.0.0.1)
SlurmUser=slurm
AuthType=auth/munge
CredType=cred/munge
AuthInfo=cred_expire=$REQUEUEDELAY
SlurmctldPort=$ctl_port
SlurmctldPidFile=$run/ctl/slurmctld.pid
SlurmctldLogFile=$logs/ctl/slurmctld.log
SlurmctldDebug=info
StateSaveLocation=$spool/slurmctld
SlurmdPidFile=$run/slurmd-%n.pid
SlurmdSpoolDir=$spool/slurmd/%n
SlurmdLogFile=$logs/slurmd-%n.log
SlurmdDebug=info
SlurmdParameters=config_overrides
SlurmdTimeout=30
ReturnToService=2
MpiDefault=none
MailProg=/bin/true
SwitchType=switch/none
$memory
JobAcctGatherFrequency=task=2
JobRequeue=1
KillWait=$KILLWAIT
MinJobAge=$MINJOBAGE
MaxArraySize=$MAXARRAY
MaxJobCount=$MAXJOBS
InactiveLimit=0
SchedulerType=sched/backfill
SchedulerParameters=$SCHEDPARAMS
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
PriorityType=priority/multifactor
DefMemPerCPU=200
Licenses=xrootd:20,tape:2
JobCompType=jobcomp/filetxt
JobCompLoc=$logs/ctl/jobcomp.log
$accounting
NodeName=$nodes[01-$last] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((node_port + 1))-$((node_port + NODES))] CPUs=$CPUS RealMemory=$MEM State=UNKNOWN
PartitionName=short    Nodes=ALL MaxTime=02:00:00   DefaultTime=00:10:00 Default=YES State=UP
PartitionName=standard Nodes=ALL MaxTime=1-00:00:00 DefaultTime=01:00:00 State=UP
PartitionName=long     Nodes=ALL MaxTime=7-00:00:00 DefaultTime=1-00:00:00 State=UP
END
)
if [ "$(cat $etc/slurm.conf 2>/dev/null)" != "$configuration" ]; then
  printf '%s\n' "$configuration" >$etc/slurm.conf
  chmod 644 $etc/slurm.conf
  changed=1
fi
if [ "$MEMENFORCE" = cgroup ]; then
  cat >$etc/cgroup.conf <<END
CgroupPlugin=cgroup/v1
CgroupMountpoint=/sys/fs/cgroup
ConstrainCores=no
ConstrainDevices=no
ConstrainRAMSpace=yes
ConstrainSwapSpace=no
END
fi
[ -e $etc/plugstack.conf ] || echo "include $etc/plugstack.conf.d/*.conf" >$etc/plugstack.conf

# ---------------------------------------------------------------- daemons
if ! alive /run/munge/munged.pid munged; then
  rm -f /run/munge/munge.socket.2 /run/munge/munge.socket.2.lock /run/munge/munged.pid
  setpriv --reuid munge --regid munge --clear-groups munged
fi
wait_for 10 sh -c 'munge -n | unmunge -o /dev/null' || fail 'munge does not answer' /var/log/munge/munged.log

if [ "$ACCT" != 0 ]; then
  if ! alive $run/mysqld.pid mariadbd; then
    id mysql >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin mysql
    # a server that starts deletes the temporary tables that it finds, so that each has a folder of its own for them
    install -d -o mysql -g mysql -m 755 $run/mysql $run/mysql/tmp
    if [ ! -d $database/mysql ]; then
      install -d -o mysql -g mysql -m 700 $database
      mariadb-install-db --no-defaults --user=mysql --datadir=$database --auth-root-authentication-method=normal --skip-test-db \
        --tmpdir=$run/mysql/tmp --innodb-log-file-size=32M --innodb-flush-method=fsync >$logs/mysql-install.log 2>&1 || fail 'no database' $logs/mysql-install.log
    fi
    cat >$run/mysql/init.sql <<END
CREATE USER IF NOT EXISTS 'slurm'@'127.0.0.1' IDENTIFIED BY 'slurm';
CREATE USER IF NOT EXISTS 'slurm'@'localhost' IDENTIFIED BY 'slurm';
GRANT ALL ON slurm_acct_db.* TO 'slurm'@'127.0.0.1';
GRANT ALL ON slurm_acct_db.* TO 'slurm'@'localhost';
END
    setsid nohup mariadbd --no-defaults --user=mysql --datadir=$database --bind-address=127.0.0.1 --port=$database_port \
      --tmpdir=$run/mysql/tmp --socket=$run/mysql/mysqld.sock --pid-file=$run/mysql/mysqld.pid --init-file=$run/mysql/init.sql --skip-name-resolve \
      --innodb-buffer-pool-size=256M --innodb-log-file-size=32M --innodb-lock-wait-timeout=900 --innodb-flush-log-at-trx-commit=0 \
      --skip-log-bin --performance-schema=OFF --max-allowed-packet=64M >$logs/mysqld.log 2>&1 </dev/null &
    echo $! >$run/mysqld.pid
    wait_for 30 bash -c "exec 3<>/dev/tcp/127.0.0.1/$database_port" || fail 'the database does not answer' $logs/mysqld.log
  fi
  if ! alive $run/ctl/slurmdbd.pid slurmdbd; then
    cat >$etc/slurmdbd.conf <<END
AuthType=auth/munge
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort=$dbd_port
SlurmUser=slurm
DebugLevel=info
LogFile=$logs/ctl/slurmdbd.log
PidFile=$run/ctl/slurmdbd.pid
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$database_port
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm_acct_db
END
    chown slurm:slurm $etc/slurmdbd.conf
    chmod 600 $etc/slurmdbd.conf
    rm -f $run/ctl/slurmdbd.pid
    slurmdbd
    wait_for 60 bash -c "exec 3<>/dev/tcp/127.0.0.1/$dbd_port" || fail 'slurmdbd does not answer' $logs/ctl/slurmdbd.log
    wait_for 30 sacctmgr -n -P show cluster || fail 'slurmdbd does not answer' $logs/ctl/slurmdbd.log
  fi
  sacctmgr -n -P show cluster format=cluster | grep -qx "hdw$other" || sacctmgr -i -Q add cluster "hdw$other" >/dev/null
fi

if ! alive $run/ctl/slurmctld.pid slurmctld; then
  rm -f $run/ctl/slurmctld.pid
  slurmctld
  wait_for 30 sh -c 'scontrol ping | grep -q "is UP"' || fail 'slurmctld does not answer' $logs/ctl/slurmctld.log
elif [ -n "$changed" ]; then
  scontrol reconfigure || true
  say 'slurm.conf changed: reconfigured (nodes, cgroups and accounting change with slurm-down.sh and slurm-up.sh only)'
fi

for number in $(seq 1 "$NODES"); do
  node=$nodes$(printf %02d "$number")
  install -d -m 755 $spool/slurmd/"$node"
  if ! alive $run/slurmd-"$node".pid slurmd; then
    rm -f $run/slurmd-"$node".pid
    slurmd -N "$node"
  fi
done
nodes_up="[ \$(sinfo -h -N -p short -t idle,mixed,allocated -o %N | sort -u | wc -l) -ge $NODES ]"
if ! wait_for 15 sh -c "$nodes_up"; then
  scontrol update "NodeName=$nodes[01-$last]" State=RESUME 2>/dev/null || true
  wait_for 30 sh -c "$nodes_up" || { sinfo -N -l >&2; fail 'nodes are missing' "$logs/slurmd-${nodes}01.log"; }
fi
# One real job proves the whole chain.
# shellcheck disable=SC2016 # the job's variable, not ours
node=$(srun -p short -n1 --mem=10 -t1 -Q sh -c 'echo $SLURMD_NODENAME' 2>&1) || fail "a first job failed: $node"
say "ready: $(sinfo -h -o '%P %D nodes %c CPUs %m MiB' | tr '\n' ';') a job ran on $node; accounting $ACCT, memory $MEMENFORCE"
