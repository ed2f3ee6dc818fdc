#!/bin/bash
# Starts a real HTCondor pool on this machine: the build of Debian trixie (23.9) or sid (25) on a Debian host, without
# containers, systemd or any change of the host's own libraries. Prints "READY ..." when a job can be submitted. Run it
# as root; running it again does what is missing. condor-down.sh ends it.
#
# What it does to the machine:
#   - installs `patchelf` with apt-get if it is missing; all else is unpacked below /opt/hdw-engines (80 MB a suite)
#     from the Debian mirror that the machine is configured for; the host's package database is not touched
#   - adds the system user `hdw`. The pool runs in a user namespace in which root is seen as that user, so that root
#     itself can submit, and jobs read and write root's files
#   - makes memory cgroups of its own, below the caller's, where the machine has cgroups of version 1
#   - sets /sys/kernel/rcu_expedited to 1 then: the starter moves a job into its cgroup after its start, on an idle
#     machine 50 ms after, and what the job started before has no limit; with it that takes less than 1 ms
#   - listens on 127.0.0.1 only, port 19618 (trixie) or 19638 (sid)
#
# Environment, all optional:
#   CONDOR_SUITE=trixie|sid            23.9.6 or 25.14.1 when this was written
#   CONDOR_CGROUPS=1|0                 a memory limit for each job, so that too much memory is a hold (34/102)
#   CONDOR_CPUS=8 CONDOR_MEMORY=8192   what the one slot advertises (it may be more than there is)
#   HDW_ENGINES=/opt/hdw-engines       where it goes; the commands are in $HDW_ENGINES/condor/bin
set -euo pipefail

suite=${CONDOR_SUITE:-trixie}
cpus=${CONDOR_CPUS:-8}
memory=${CONDOR_MEMORY:-8192}
cgroups=${CONDOR_CGROUPS:-1}
[ -d /sys/fs/cgroup/memory ] || cgroups=0
base=${HDW_ENGINES:-/opt/hdw-engines}/condor
package=$base/package-$suite
pool=$base/$suite
case $suite in
  trixie) port=19618 ;;
  sid) port=19638 ;;
  *) echo "condor-up.sh: CONDOR_SUITE is trixie or sid, not $suite" >&2; exit 2 ;;
esac
[ "$(id -u)" = 0 ] || { echo 'condor-up.sh: run as root' >&2; exit 2; }

say() { printf '%(%H:%M:%S)T condor-up: %s\n' -1 "$*" >&2; }
fail() { echo "condor-up.sh: $*" >&2; exit 1; }
# The 22nd field of /proc/PID/stat, the start time, tells a process from a later one with the same number.
start_time() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | awk '{print $20}'; }
alive() {
  local id started
  [ -s "$pool/run/master.pid" ] && read -r id started <"$pool/run/master.pid" && [ "$(start_time "$id")" = "$started" ]
}
# The address of the Debian mirror that this machine uses.
mirror() {
  { awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/debian.sources || true
    awk '$1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^[a-z]+:\/\//) {print $i; exit}}' /etc/apt/sources.list || true; } 2>/dev/null | head -n 1
}

mkdir -p "$base"
exec 9>"$base/.up.lock"
flock 9

# ---------------------------------------------------------------- packages
if [ ! -e "$package/.done" ]; then
  SECONDS=0
  if ! command -v patchelf >/dev/null; then
    apt-get -o DPkg::Lock::Timeout=300 -qq update
    apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends patchelf >/dev/null
  fi
  new=$package.new
  rm -rf "$package" "$new"
  mkdir -p "$new"/{debs,root}
  # An apt of its own, with an empty package database: it says what the whole closure of `condor` is.
  apt=$new/apt
  mkdir -p "$apt"/etc/apt/{apt.conf.d,preferences.d,sources.list.d} "$apt"/var/{lib/apt/lists/partial,lib/dpkg,cache/apt/archives/partial}
  : >"$apt/var/lib/dpkg/status"
  uri=$(mirror)
  [ -n "$uri" ] || fail 'no Debian mirror is configured on this machine'
  cat >"$apt/etc/apt/sources.list.d/suite.sources" <<END
Types: deb
URIs: $uri
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
  cat >"$apt.conf" <<END
Dir "$apt/"; Dir::State::status "$apt/var/lib/dpkg/status"; Dir::Etc "$apt/etc/apt/";
APT::Architecture "amd64"; APT::Install-Recommends "false"; APT::Sandbox::User "root";
Acquire::Languages "none"; Acquire::Check-Valid-Until "false"; Acquire::Check-Date "false";
END
  export APT_CONFIG=$apt.conf
  apt-get -qq update
  # Of the closure only condor itself and shared libraries: no perl, python, adduser or web pages.
  wanted=$(apt-get install -s condor | awk '/^Inst/ {print $2}' | grep -E '^(lib|zlib1g$|condor$)' |
    grep -vE '^lib(perl|python|boost-python|js-|pam|date-manip|debconf|db5|bsd|md0|sem|sepol|readline|gdbm|ncurses|audit|cap-ng|pcre2-(16|32|posix))')
  # shellcheck disable=SC2086 # a list of packages
  (cd "$new/debs" && apt-get -qq download $wanted condor)
  unset APT_CONFIG
  for deb in "$new"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$new/root" --wildcards \
      --exclude='./usr/share/'{doc,man,locale,info,lintian,bash-completion,condor/htdocs}'*' \
      --exclude='./usr/lib/python3*' --exclude='./usr/lib/x86_64-linux-gnu/gconv*'
  done
  rm -rf "$new/debs" "$apt" "$apt.conf"
  # Every program gets the suite's own loader and libraries. An RPATH also serves what the libraries need themselves,
  # and unlike LD_LIBRARY_PATH it doesn't reach the jobs, which run with the host's libraries.
  libraries=$package/root/usr/lib/x86_64-linux-gnu
  while IFS= read -r program; do
    [ "$(head -c4 "$program" | tail -c3)" = ELF ] || continue
    patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$package/root/usr/lib:$libraries" "$program" 2>/dev/null || true
  done < <(find "$new"/root/usr/{bin,sbin,libexec} -type f)
  mv "$new" "$package"
  for daemon in master schedd shadow starter startd negotiator collector; do
    missing=$("$libraries/ld-linux-x86-64.so.2" --list "$package/root/usr/sbin/condor_$daemon" 2>&1 | grep 'not found' || true)
    [ -z "$missing" ] || fail "condor_$daemon lacks a library: $missing"
  done
  touch "$package/.done"
  say "installed $(CONDOR_CONFIG=/dev/null "$package/root/usr/bin/condor_version" | head -n 1) in $SECONDS s, $(du -sm "$package" | cut -f1) MiB"
fi

# ---------------------------------------------------------------- user, folders, configuration
getent passwd hdw >/dev/null || useradd --system --no-create-home --home-dir "$base/home" --shell /bin/bash hdw
uid=$(id -u hdw)
gid=$(id -g hdw)
mkdir -p "$pool"/{etc/config.d,bin,run} "$pool"/var/{log,spool,execute,lock,run,cred} "$base/home"
chown "$uid:$gid" "$base/home"
chmod 755 "$base" "$pool" "$pool/var" "$pool/var/execute"
cat >"$pool/etc/condor_config.new" <<END
# --- where things are
RELEASE_DIR = $package/root/usr
LOCAL_DIR = $pool/var
BIN = \$(RELEASE_DIR)/bin
SBIN = \$(RELEASE_DIR)/sbin
LIBEXEC = \$(RELEASE_DIR)/libexec/condor
LIB = \$(RELEASE_DIR)/lib/condor
SHARE = \$(RELEASE_DIR)/share/condor
ETC = $pool/etc
RUN = \$(LOCAL_DIR)/run
LOG = \$(LOCAL_DIR)/log
LOCK = \$(LOCAL_DIR)/lock
SPOOL = \$(LOCAL_DIR)/spool
EXECUTE = \$(LOCAL_DIR)/execute
CRED_STORE_DIR = \$(LOCAL_DIR)/cred
LOCAL_CONFIG_FILE =
LOCAL_CONFIG_DIR = $pool/etc/config.d
REQUIRE_LOCAL_CONFIG_FILE = false
# --- one machine, loopback only, no DNS
use ROLE: CentralManager
use ROLE: Submit
use ROLE: Execute
CONDOR_HOST = 127.0.0.1
COLLECTOR_HOST = 127.0.0.1:$port
USE_SHARED_PORT = True
SHARED_PORT_PORT = $port
NETWORK_INTERFACE = 127.0.0.1
BIND_ALL_INTERFACES = False
ENABLE_IPV6 = False
NO_DNS = True
DEFAULT_DOMAIN_NAME = hdw.local
NETWORK_HOSTNAME = hdwpool
UID_DOMAIN = hdw.local
FILESYSTEM_DOMAIN = hdw.local
TRUST_UID_DOMAIN = True
COLLECTOR_NAME = hdw $suite
CONDOR_DEVELOPERS = NONE
# --- authentication through the file system is all that one host needs
use SECURITY: HOST_BASED
SEC_DEFAULT_AUTHENTICATION = REQUIRED
SEC_DEFAULT_AUTHENTICATION_METHODS = FS
SEC_DEFAULT_INTEGRITY = OPTIONAL
SEC_DEFAULT_ENCRYPTION = OPTIONAL
ALLOW_READ = *
ALLOW_WRITE = *
ALLOW_DAEMON = *
ALLOW_NEGOTIATOR = *
ALLOW_ADMINISTRATOR = *
ALLOW_CONFIG = *
ALLOW_OWNER = *
# --- one partitionable slot
NUM_CPUS = $cpus
MEMORY = $memory
NUM_SLOTS = 1
NUM_SLOTS_TYPE_1 = 1
SLOT_TYPE_1 = 100%
SLOT_TYPE_1_PARTITIONABLE = True
START = True
SUSPEND = False
PREEMPT = False
KILL = False
RUNBENCHMARKS = 0
STARTD_RESOURCE_PREFIX = slot
# a pool of root's gives each job a private /tmp by default; then a job's folder under /tmp is a hold (6/2)
MOUNT_UNDER_SCRATCH =
# a condor_master of root's otherwise writes the host's sysctl and cgroup settings
ENABLE_KERNEL_TUNING = False
# --- quick turn-around (a site has 60 and 300 s)
SCHEDD_INTERVAL = 5
NEGOTIATOR_INTERVAL = 2
NEGOTIATOR_MIN_INTERVAL = 1
NEGOTIATOR_CYCLE_DELAY = 1
UPDATE_INTERVAL = 5
STARTER_UPDATE_INTERVAL = 5
STARTER_INITIAL_UPDATE_INTERVAL = 2
SHADOW_QUEUE_UPDATE_INTERVAL = 10
PERIODIC_EXPR_INTERVAL = 5
MAX_PERIODIC_EXPR_INTERVAL = 10
POLLING_INTERVAL = 2
JOB_START_COUNT = 50
JOB_START_DELAY = 0
SCHEDD_MIN_INTERVAL = 1
# after a crash of the whole pool jobs would wait 40 min for their vanished slots
JOB_DEFAULT_LEASE_DURATION = 120
SHUTDOWN_GRACEFUL_TIMEOUT = 10
MachineMaxVacateTime = 2
# a default node log under /tmp is fatal at DAGMan's default strictness 1
DAGMAN_USE_STRICT = 0
# --- history, events
ENABLE_HISTORY_ROTATION = True
MAX_HISTORY_LOG = 20000000
MAX_HISTORY_ROTATIONS = 1
STARTD_HISTORY =
EVENT_LOG = \$(LOG)/EventLog
MAX_DEFAULT_LOG = 5 Mb
USE_JOBSETS = True
# --- as a site would: hold the job that uses more memory than it asked for
$([ "$cgroups" = 1 ] && printf 'BASE_CGROUP = htcondor\nCGROUP_MEMORY_LIMIT_POLICY = hard' || echo 'BASE_CGROUP =')
use POLICY: HOLD_IF_MEMORY_EXCEEDED
END
changed=
cmp -s "$pool/etc/condor_config.new" "$pool/etc/condor_config" || changed=1
mv "$pool/etc/condor_config.new" "$pool/etc/condor_config"

# ---------------------------------------------------------------- commands
# Root becomes user hdw in a new user namespace, mapped as the daemons are; others run as themselves.
cat >"$pool/bin/.wrap" <<END
#!/bin/bash
export CONDOR_CONFIG=$pool/etc/condor_config
program=$package/root/usr/bin/\${0##*/}
[ -x "\$program" ] || program=$package/root/usr/sbin/\${0##*/}
[ \$UID != 0 ] || exec unshare --user --map-user=$uid --map-group=$gid -- "\$program" "\$@"
exec "\$program" "\$@"
END
chmod 755 "$pool/bin/.wrap"
for command in submit submit_dag dagman q rm hold release history wait transfer_data qedit status config_val version userlog tail prio \
  reschedule who ping userprio vacate_job evicted_files qusers reconfig off on fetchlog preen ssh_to_job check_userlogs; do
  ln -sf .wrap "$pool/bin/condor_$command"
done
ln -sf .wrap "$pool/bin/classad_eval"

# ---------------------------------------------------------------- daemons
[ "$cgroups" = 0 ] || [ ! -w /sys/kernel/rcu_expedited ] || echo 1 >/sys/kernel/rcu_expedited
if ! alive; then
  SECONDS=0
  rm -f "$pool/var/log/.master_address" "$pool/var/spool/.schedd_address"
  # Runs in a mount namespace of its own: HTCondor wants the controllers at their usual places and gets just our sub-trees.
  cat >"$pool/run/start.sh" <<END
#!/bin/bash
set -e
if [ $cgroups = 1 ]; then
  own=\$(awk -F: '\$2 == "memory" {print \$3}' /proc/self/cgroup)
  declare -A ours=([memory]=/sys/fs/cgroup/memory\${own%/}/hdw-$suite)
  for controller in cpu,cpuacct freezer devices; do ours[\$controller]=/sys/fs/cgroup/\${controller#cpu,}/hdw-$suite; done
  mkdir -p "\${ours[@]}"
  printf '%s\n' "\${ours[@]}" >$pool/run/cgroups
  tree=\$(mktemp -d)
  mount -t tmpfs -o mode=755 none "\$tree"
  for controller in "\${!ours[@]}"; do
    mkdir "\$tree/\$controller"
    mount --bind "\${ours[\$controller]}" "\$tree/\$controller"
  done
  mount --rbind "\$tree" /sys/fs/cgroup
  cd /
fi
export CONDOR_CONFIG=$pool/etc/condor_config
exec unshare --user --map-user=$uid --map-group=$gid -- $package/root/usr/sbin/condor_master -f
END
  chmod 755 "$pool/run/start.sh"
  cd /
  setsid unshare --mount --propagation private -- "$pool/run/start.sh" </dev/null >>"$pool/run/master.out" 2>&1 9>&- &
  master=$!
  for _ in $(seq 50); do
    grep -qs condor_master "/proc/$master/cmdline" && break
    sleep 0.1
  done
  echo "$master $(start_time "$master")" >"$pool/run/master.pid"
  ready=
  for _ in $(seq 300); do
    if [ -n "$("$pool/bin/condor_status" -af Name 2>/dev/null)" ] && "$pool/bin/condor_q" -totals >/dev/null 2>&1; then
      ready=1
      break
    fi
    alive || fail "condor_master died; see $pool/run/master.out and $pool/var/log/MasterLog"
    sleep 0.1
  done
  [ -n "$ready" ] || fail "the pool is not ready after 30 s; see $pool/var/log"
  changed=
  say "started condor_master $master in $SECONDS s"
fi
if [ -n "$changed" ]; then
  "$pool/bin/condor_reconfig" -all >/dev/null 2>&1 || true
  say 'configuration changed: reconfigured'
fi
ln -sfn "$suite/bin" "$base/bin"
echo "READY $suite $("$pool/bin/condor_version" | awk 'NR == 1 {print $2}') port 127.0.0.1:$port  PATH+=$base/bin  log=$pool/var/log"
