#!/bin/bash
# Measures how long ./hdw takes to start, against an empty Java program with the same options of the virtual machine,
# one after the other in the same minute, and fails above the limits.
#   .ci/startup.sh [ROUNDS]    (default 21)
set -euo pipefail
cd "$(dirname "$0")/.."
hdw=$PWD/hdw
rounds=${1:-21}
limit_version=3
limit_check=5.2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A file of 100 lines: 12 samples of 4 lines, 6 tasks of 8, and 4 lines around them.
{
  echo 'workflow speed'
  echo 'param outdir = "out"'
  for n in {1..12}; do
    printf 'sample s%d {\n  files = ["s%d_1.csv", "s%d_2.csv"]\n  kind = "mc"\n}\n' "$n" "$n" "$n"
    : >"$work/s${n}_1.csv"
    : >"$work/s${n}_2.csv"
  done
  for n in {1..6}; do
    if ((n == 1)); then
      printf 'task t1 for each sample, variation in ["nominal", "up", "down"] {\n  split = 1 file\n'
    else
      printf 'task t%d for each sample, variation {\n  input = t%d\n' "$n" $((n - 1))
    fi
    printf '  memory = %d GB\n  time = %d h\n  cpus = 1\n' $((n + 1)) $((n + 1))
    # shellcheck disable=SC2028
    printf '  output = "{{outdir}}/t%d/{{sample}}/{{variation}}%s.parquet"\n' "$n" "$( ((n == 1)) && echo '/{{chunk}}')"
    printf '  run = "step%d --variation {{variation}} --output {{output}} {{inputs}}"\n}\n' "$n"
  done
  echo '# one line for the'
  echo '# hundred to be full'
} >"$work/hundred.hdw"
[ "$(wc -l <"$work/hundred.hdw")" = 100 ]

# What ./hdw would start: a stand-in for java that says what it was called with.
"$hdw" --version >"$work/version"
"$hdw" check "$work/hundred.hdw" # finds no fault, and builds if need be
java=$(HDW_JAVA_OPTS=-XshowSettings:properties "$hdw" --version 2>&1 | awk '$1 == "java.home" {print $3; exit}')
mkdir -p "$work/java/bin"
cp "$java/release" "$work/java/"
# shellcheck disable=SC2016
printf '#!/bin/bash\nprintf "%%s\\n" "$@"\n' >"$work/java/bin/java"
chmod +x "$work/java/bin/java"
options=()
while IFS= read -r option; do
  case $option in
    -cp) break ;;
    -XX:SharedArchiveFile=*) ;; # its own, as Java ships it
    *) options+=("$option") ;;
  esac
done < <(JAVA_HOME=$work/java "$hdw" --version)
[ ${#options[@]} -gt 3 ]
echo 'public final class Hello { public static void main(String[] arguments) {} }' >"$work/Hello.java"
"$java/bin/javac" -d "$work" "$work/Hello.java"

# Appends to the file $1 the microseconds that the rest takes.
measure() {
  local file=$1 from=${EPOCHREALTIME/[.,]/}
  shift
  "$@" >/dev/null 2>&1 </dev/null
  echo $((${EPOCHREALTIME/[.,]/} - from)) >>"$file"
}
median() { sort -n "$1" | awk '{time[NR] = $1} END {print time[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
within() { awk -v a="$1" -v b="$2" 'BEGIN {exit !(a <= b)}'; }

echo "start-up, median of $rounds, Java $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$java/release"):"
for try in 1 2 3; do
  rm -f "$work"/*.times
  for ((round = 0; round < rounds; round++)); do
    measure "$work/hello.times" "$java/bin/java" "${options[@]}" -cp "$work" Hello
    measure "$work/version.times" "$hdw" --version
    measure "$work/check.times" "$hdw" check "$work/hundred.hdw"
  done
  hello=$(median "$work/hello.times") version=$(median "$work/version.times") check=$(median "$work/check.times")
  printf '  empty java %d ms, hdw --version %d ms (%s times, at most %d), hdw check of 100 lines %d ms (%s times, at most %s)\n' \
    $((hello / 1000)) $((version / 1000)) "$(ratio "$version" "$hello")" $limit_version \
    $((check / 1000)) "$(ratio "$check" "$hello")" $limit_check
  if within "$version" $((limit_version * hello)) && within "$(ratio "$check" "$hello")" "$limit_check"; then exit 0; fi
  [ "$try" = 3 ] || echo '  above the limit; the machine may have been busy, once more:'
done
echo 'hdw starts too slowly' >&2
exit 1
