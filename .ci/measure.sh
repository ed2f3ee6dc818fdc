# What the scripts that measure hdw beside a batch system have in common; to be sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154 # `hdw` and `jobs` are set by who sources this
fail() { echo "${0##*/}: $*" >&2; exit 1; }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f\n", b - a}'; }
least() { sort -g | head -n 1; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.3f", a / b}'; }
within() { awk -v v="$1" -v l="$2" 'BEGIN {exit !(v <= l)}'; }
check() { # WORDS VALUE LIMIT
  within "$2" "$3" || fail "$1: $2, and the limit is $3"
}
# So many events of a kind are in the journal of the run in this folder.
events() { grep -cs "\"event\":\"$1\"" .hdw/latest/journal.jsonl || true; }

# started: a driver in this folder, as a person starts it; `driver` is its process.
started() {
  "$hdw" run w.hdw -q >said 2>&1 &
  driver=$!
}
# stopped: that driver, and what it left in the queue is taken out by `empty`.
stopped() {
  kill "$driver"
  wait "$driver" || true
  driver=
}
# submitted TIMES: waits for the journal to say so.
submitted() {
  until [ "$(events submitted)" -ge "$1" ] 2>/dev/null; do
    kill -0 "$driver" 2>/dev/null || { cat said >&2; return 1; }
    sleep 0.01
  done
}

# followed SECONDS: prints what the driver costs in that time, its programs included, and fails above the limits.
followed() {
  local before ended began took share held
  ticks() { sed 's/^.*) //' "/proc/$driver/stat" | awk '{print $12 + $13 + $14 + $15}'; }
  before=$(ticks) ended=$(events done) began=$(now)
  sleep "$1"
  took=$(since "$began")
  share=$(awk -v a="$before" -v b="$(ticks)" -v s="$took" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.1f", 100 * (b - a) / hz / s}')
  ended=$(awk -v n=$(($(events done) - ended)) -v s="$took" 'BEGIN {printf "%.0f", n / s}')
  held=$(awk '/^VmHWM/ {printf "%d", $2 / 1024}' "/proc/$driver/status")
  echo "following $jobs jobs of which $ended a second end: $share % of a core, $held MiB"
  check 'percent of a core' "$share" 3
  check 'MiB' "$held" 300
}

# gathered EXECUTOR: prints how long a gather waits for its submission after its last input's end.
gathered() {
  local last at gap
  cat >gather.hdw <<END
workflow gather
defaults { executor = $1  memory = 100 MB  time = 10 min }
task part for each n in range(8) { output = "{{n}}"  run = "sleep 0.{{n}}; date +%s.%N > {{output}}" }
task whole { input = part  output = "whole"  run = "sort -g {{inputs}} > {{output}}" }
END
  "$hdw" run gather.hdw -q
  last=$(tail -n 1 whole)
  at=$(grep '"event":"submitted"' .hdw/latest/journal.jsonl | sed -n '2s/.*"at":"\([^"]*\)".*/\1/p')
  gap=$(awk -v a="$last" -v b="$(date -d "$at" +%s.%N)" 'BEGIN {printf "%.2f\n", b - a}')
  echo "from the last input's end to the gather's submission: $gap s"
  check 'seconds to the gather' "$gap" 3
}

# chain EXECUTOR: writes a chain of five jobs of one second.
chain() {
  cat >chain.hdw <<END
workflow chain
defaults { executor = $1  memory = 100 MB  time = 10 min }
task a { output = "a"  run = "sleep 1; echo 1 > {{output}}" }
task b { input = a  output = "b"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task c { input = b  output = "c"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task d { input = c  output = "d"  run = "sleep 1; cat {{inputs}} > {{output}}" }
task e { input = d  output = "e"  run = "sleep 1; cat {{inputs}} > {{output}}" }
END
}
