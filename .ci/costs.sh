#!/bin/bash
# Counts what the driver asks of the kernel for each job that it runs here, and what it writes: 300 jobs against 100, so
# that what happens once does not count. Fails above the limits. Counts do not depend on how busy the machine is.
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
# shellcheck source=.ci/measure.sh
. .ci/measure.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$hdw" --version >/dev/null # builds if need be

# What the first process and its threads called; those that started another program are jobs.
counted() { # JOBS
  awk '
    NR == 1 {first = $1}
    $2 ~ /^execve\(/ && $1 != first {job[$1] = 1}
    {who[NR] = $1; call[NR] = $2; sub(/\(.*/, "", call[NR])}
    END {for (i = 1; i <= NR; i++) if (!(who[i] in job)) n[call[i]]++; for (each in n) print each, n[each]}' "$1.trace"
}
for n in 100 300; do
  printf 'workflow w%d\ntask t for each n in range(%d) {\n  output = "%d/{{n}}"\n  run = "echo > {{output}}"\n}\n' $n $n $n >$n.hdw
  strace -f -qq -e trace=file,process,write,pwrite64,fsync,fdatasync -o $n.trace "$hdw" run $n.hdw -q -j 2 >/dev/null
  counted $n >$n.counts
  printf 'bytes %d\nfiles %d\n' "$(wc -c <.hdw/latest/journal.jsonl)" "$(find .hdw/latest/ -type f | wc -l)" >>$n.counts
done

each() { # COUNTED LIMIT WORDS: for each job
  local more
  more=$(awk -v names="$1" 'BEGIN {split(names, list); for (i in list) wanted[list[i]] = 1}
    $1 in wanted {n[FILENAME] += $2} END {printf "%.2f", (n["300.counts"] - n["100.counts"]) / 200}' 100.counts 300.counts)
  echo "$3 for each job: $more (at most $2)"
  check "$3" "$more" "$2"
}
each vfork\ clone\ fork 1.1 'processes started'
each 'openat open' 13 'files opened'
each 'newfstatat stat lstat statx access readlink faccessat faccessat2' 20 'files looked at'
each 'write pwrite64' 3 'writes'
each 'mkdir mkdirat' 1.2 'folders made'
each 'fsync fdatasync' 1 'files forced to disk'
each bytes 700 'bytes of the journal'
each files 2.1 'files in the run'"'"'s folder'

# A run that waits, on a login node that many share; some sites limit the address space.
printf 'workflow waits\ntask t for each n in range(100) {\n  run = "sleep 60"\n}\n' >waits.hdw
(ulimit -v $((4 << 20)) && exec "$hdw" run waits.hdw -q -j 2 >/dev/null) &
driver=$!
trap 'kill $driver 2>/dev/null || true; wait; rm -rf "$work"' EXIT
told() { awk -v name="$1:" '$1 == name {print $2}' "/proc/$driver/status"; }
used() { sed 's/^.*) //' "/proc/$driver/stat" | awk '{print $12 + $13}'; }
sleep 10
before=$(used)
sleep 30
share=$(awk -v a="$before" -v b="$(used)" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.2f", 100 * (b - a) / hz / 30}')
held=$(($(told VmHWM) / 1024)) threads=$(told Threads)
echo "a waiting run, within 4 GiB of address space: $share % of a core (at most 0.5), $held MiB (150), $threads threads (30)"
check 'percent of a core while waiting' "$share" 0.5
check 'MiB of a waiting run' "$held" 150
check 'threads of a waiting run' "$threads" 30
