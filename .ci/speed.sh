#!/bin/bash
# Measures what hdw adds to jobs that run here: 2,000 times the command `true`, two at a time, beside a bare Java loop,
# xargs and GNU parallel (where it is there) that start the same rendered script. Fails where the driver takes more than
# 0.7 ms of its own processor time for each job beyond the bare loop, where all together (the jobs, too) takes more than
# a tenth more processor time than with the bare loop, or where running a finished workflow of 10,000 jobs again takes 0.8 s
# or more. Each round has a folder of its own, and nothing is deleted before the end: ext4 looks at each inode that was
# deleted in the last seconds before it gives a new file another one, which doubled the time of a round.
#   .ci/speed.sh [ROUNDS]    (default 3; the median counts of hdw and the loop)
set -euo pipefail
cd "$(dirname "$0")/.."
top=$PWD hdw=$PWD/hdw rounds=${1:-3} jobs=2000
limit_ms=0.7
limit_all=1.1
limit_again=0.8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf 'workflow speed\n\ntask t for each n in range(%d) {\n  run = "true"\n}\n' $jobs >speed.hdw
printf 'workflow again\n\ntask t for each n in range(10000) {\n  run = "true"\n}\n' >again.hdw
"$hdw" run speed.hdw --only t/0 -q
java=$(HDW_JAVA_OPTS=-XshowSettings:properties "$hdw" --version 2>&1 | awk '$1 == "java.home" {print $3; exit}')
"$java/bin/javac" -d "$work" "$top/.ci/BareLoop.java"
flags=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto)

now() { date +%s.%N; }
own() { awk '{n = split($0, half, ") "); split(half[n], f, " "); print (f[12] + f[13]) * 10}'; } # user and system, ms
all() { awk '{n = split($0, half, ") "); split(half[n], f, " "); print (f[12] + f[13] + f[14] + f[15]) * 10}'; } # with the jobs

measure_hdw() { # -> seconds, own ms, ms of all
  local begun pid last=
  begun=$(now)
  "$hdw" run speed.hdw -j 2 -q >/dev/null &
  pid=$!
  while last=$(cat /proc/$pid/stat 2>/dev/null || printf '%s' "$last") && kill -0 $pid 2>/dev/null; do
    printf '%s\n' "$last" >stat
    sleep 0.01
  done
  wait $pid
  printf '%s %s %s\n' "$(awk -v a="$begun" -v b="$(now)" 'BEGIN {print b - a}')" "$(own <stat)" "$(all <stat)"
}

measure_bare() {
  local begun
  begun=$(now)
  "$java/bin/java" "${flags[@]}" -cp "$work" BareLoop .hdw/latest t 2 >stat
  printf '%s %s %s\n' "$(awk -v a="$begun" -v b="$(now)" 'BEGIN {print b - a}')" "$(own <stat)" "$(all <stat)"
}

measure_xargs() {
  local begun
  begun=$(now)
  (cd .hdw/latest && xargs -P2 -L1 bash jobs/t.sh input/t.tsv <"$work/places" >/dev/null)
  awk -v a="$begun" -v b="$(now)" 'BEGIN {print b - a}'
}

measure_parallel() {
  local begun
  begun=$(now)
  (cd .hdw/latest && parallel --will-cite -j2 --colsep ' ' bash jobs/t.sh input/t.tsv {1} {2} {3} <"$work/places" >/dev/null)
  awk -v a="$begun" -v b="$(now)" 'BEGIN {print b - a}'
}

for ((i = 1; i <= rounds; i++)); do
  mkdir "round$i"
  cp speed.hdw "round$i"
  cd "round$i"
  measure_hdw >>../hdw.figures
  LC_ALL=C awk 'NR > 1 {print at, length($0) + 1, 1} {at += length($0) + 1}' .hdw/latest/input/t.tsv >../places
  measure_bare >>../bare.figures
  cd ..
done
cp -a "round$rounds/.hdw/." .hdw/
# nothing hangs on these two: once is enough
measure_xargs >xargs.figures
if command -v parallel >/dev/null; then measure_parallel >parallel.figures; fi

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
for each in hdw bare xargs parallel; do
  [ -s $each.figures ] || { echo "$each: not here"; continue; }
  seconds=$(awk '{print $1}' $each.figures | median)
  awk -v name=$each -v s="$seconds" -v n=$jobs 'BEGIN {printf "%-9s %6.2f s  %4.0f jobs/s\n", name, s, n / s}'
done
own_hdw=$(awk '{print $2}' hdw.figures | median) own_bare=$(awk '{print $2}' bare.figures | median)
all_hdw=$(awk '{print $3}' hdw.figures | median) all_bare=$(awk '{print $3}' bare.figures | median)
more=$(awk -v a="$own_hdw" -v b="$own_bare" -v n=$jobs 'BEGIN {printf "%.2f", (a - b) / n}')
echo "own processor time: hdw $own_hdw ms, bare loop $own_bare ms: $more ms more for each job (limit $limit_ms)"
times=$(awk -v a="$all_hdw" -v b="$all_bare" 'BEGIN {printf "%.2f", a / b}')
echo "processor time with the jobs: hdw $all_hdw ms, bare loop $all_bare ms: $times times (limit $limit_all)"

"$hdw" run again.hdw -q -j 4 >/dev/null
for ((i = 1; i <= rounds; i++)); do
  begun=$(now)
  "$hdw" run again.hdw >/dev/null 2>&1
  awk -v a="$begun" -v b="$(now)" 'BEGIN {print b - a}' >>again.figures
done
again=$(median <again.figures)
echo "10,000 finished jobs run again: $again s (limit $limit_again)"
awk -v m="$more" -v lm=$limit_ms -v t="$times" -v lt=$limit_all -v a="$again" -v la=$limit_again \
  'BEGIN {exit !(m <= lm && t <= lt && a < la)}' || {
  echo 'above the limit' >&2
  exit 1
}
