#!/usr/bin/env bash
# All jobs of the task merged of the workflow spectrum. In the run's folder:
#   bash jobs/merged.sh TABLE OFFSET LENGTH ATTEMPT

# ---- hdw's part, the same in every script: functions for bash >= 4.2 and coreutils, nothing runs yet ----
# Values reach the command as variables, never as text of the script, and nothing in them is ever evaluated.

set -f # a file called * stays that; unquoted expansions below are split at IFS on purpose, and no more

# Ends the job: 90 it could not begin, 91 an output is missing, 92 an output could not be put in its place.
hdw_fail() { # STATUS MESSAGE
  printf 'hdw: %s\n' "$2" >&2
  exit "$1"
}

# Reads the job's row, LENGTH bytes at byte OFFSET of TABLE. Its fields hold no tab and no control character.
hdw_read_row() { # COLUMNS TABLE OFFSET LENGTH ATTEMPT
  local row IFS=$'\037' LC_ALL=C # bytes are counted
  # a control group takes the script in before anything is started, so that nothing is ever outside
  [[ -z $HDW_CGROUP ]] || printf '%s\n' "$$" 2>/dev/null >"$HDW_CGROUP"
  [[ $# == 5 && "$3 $4 $5" =~ ^[0-9]+\ [0-9]+\ [0-9]+$ ]] ||
    hdw_fail 90 "usage, in the run's folder: bash $0 TABLE OFFSET LENGTH ATTEMPT"
  # one process, and never more of the table than the row
  read -r -N "$((10#$4))" row 2>/dev/null < <(exec tail -c "+$((10#$3 + 1))" -- "$2") || row=
  _hdw_reader=$! row=${row%$'\n'}
  _hdw_fields=(${row//$'\t'/$IFS}$IFS) _hdw_next=0
  [[ -n $row && ${#_hdw_fields[@]} == "$1" ]] ||
    hdw_fail 90 "the $4 bytes at byte $3 of $2 are no row of $1 fields"
  HDW_ATTEMPT=$5
}

# Puts the next field into VARIABLE; blanks, backslashes and control characters are written \0ooo in it.
hdw_text() { # VARIABLE
  printf -v "$1" %b "${_hdw_fields[_hdw_next++]}"
}

# The same for a list: one blank between two items, and \0 for an empty one.
hdw_list() { # VARIABLE
  local item at=0 IFS=' '
  unset -v "$1"
  for item in ${_hdw_fields[_hdw_next++]}; do
    printf -v "$1[$((at++))]" %b "$item"
  done
}

# Goes where the command runs. Nothing is made in the scratch folder that the job does not need.
hdw_enter() {
  _hdw_made=() _hdw_targets=() _hdw_kinds=() hdw_outputs=() HDW_INPUTS=/dev/null HDW_OUTPUT=
  [[ -z $HDW_METRICS || $HDW_METRICS == /* ]] || HDW_METRICS=$PWD/$HDW_METRICS
  [[ -z $HDW_MARKS || $HDW_MARKS == /* ]] || HDW_MARKS=$PWD/$HDW_MARKS
  _hdw_marks=$HDW_MARKS _hdw_group=$HDW_GROUP
  unset -v HDW_MARKS HDW_GROUP HDW_CGROUP HDW_AWAY # this job's alone, and of no use to what it starts
  trap hdw_exit EXIT
  trap 'hdw_stop HUP 129' HUP
  trap 'hdw_stop INT 130' INT
  trap 'hdw_stop TERM 143' TERM
  hdw_mark begin "$$"
  CDPATH='' cd -- "${HDW_WORKDIR:-../..}" 2>/dev/null ||
    hdw_fail 90 "cannot enter the working folder ${HDW_WORKDIR:-../..} from $PWD"
  _hdw_scratch=${TMPDIR:-/tmp}/hdw-$$-$RANDOM$RANDOM
  if [[ -z $HDW_METRICS ]]; then
    HDW_METRICS=$_hdw_scratch.metrics
    _hdw_made+=("$HDW_METRICS")
  elif [[ -s $HDW_METRICS && -z $HDW_TRY ]]; then
    : >"$HDW_METRICS" # a job that begins again counts from nothing
  fi
  if ((${#hdw_inputs[@]} > 0)); then
    HDW_INPUTS=$_hdw_scratch.list
    hdw_lines "$HDW_INPUTS" "${hdw_inputs[@]}"
  fi
  export HDW_METRICS HDW_INPUTS HDW_OUTPUT
  export HDW_RUN HDW_TASK HDW_NODE HDW_JOB HDW_ATTEMPT HDW_CPUS HDW_MEMORY_MIB HDW_TIME_S
}

# Notes the beginning or the end of this attempt: one small write at the end of a file that the whole run shares.
hdw_mark() { # begin|end NUMBER
  [[ -z $_hdw_marks || -n $HDW_TRY ]] ||
    printf '%s\t%s\t%s\t%s\n' "$1" "$HDW_JOB" "$HDW_ATTEMPT" "$2" 2>/dev/null >>"$_hdw_marks"
}

# However the job ends, this is its last act: it removes what was made, and starts nothing where there is nothing.
hdw_exit() {
  local status=$? at
  trap '' HUP INT TERM
  for at in "${!_hdw_made[@]}"; do
    [[ -e ${_hdw_made[at]} || -L ${_hdw_made[at]} ]] || unset -v "_hdw_made[$at]"
  done
  ((${#_hdw_made[@]} == 0)) || rm -rf -- "${_hdw_made[@]}" 2>/dev/null
  [[ -z $_hdw_group ]] || hdw_peak
  hdw_mark end "$status"
}

# Notes the most memory that the control group of this job ever held, in a kernel that says it. Files that were read or
# written count there as long as there is room for them: where they are more than a tenth of it, it says nothing.
hdw_peak() {
  local kind group name bytes peak= files=0
  while IFS=: read -r name kind group; do
    [[ $group/ == */"$_hdw_group"/* ]] || continue # a group around several jobs is none of this one
    case $kind in
      memory) group=/sys/fs/cgroup/memory$group name=memory.max_usage_in_bytes ;;
      '') group=/sys/fs/cgroup$group name=memory.peak ;;
      *) continue ;;
    esac
    [[ -r $group/$name && -r $group/memory.stat ]] || continue
    read -r peak <"$group/$name"
    while read -r name bytes; do
      case $name in
        total_cache | file) ((files += bytes)) ;;
        total_shmem | shmem) ((files -= bytes)) ;;
      esac
    done <"$group/memory.stat"
  done 2>/dev/null </proc/self/cgroup
  [[ ! $peak =~ ^[1-9][0-9]*$ ]] || ((10 * files > peak)) || hdw_mark memory "$peak"
}

# Makes a folder that goes when the job ends, however it ends: it is on the list before it is there.
hdw_folder() { # BEGINNING
  local last
  while :; do
    _hdw_folder=$1$$-$RANDOM$RANDOM last=${#_hdw_made[@]}
    _hdw_made[last]=$_hdw_folder
    mkdir -m 700 -- "$_hdw_folder" && return
    unset -v "_hdw_made[$last]"
    [[ -e $_hdw_folder ]] || hdw_fail 90 "cannot make a folder $_hdw_folder"
  done
}

# Writes the items into a new FILE, one a line; it goes when the job ends.
hdw_lines() { # FILE ITEM...
  local file=$1
  shift
  hdw_new "$file"
  { (($# == 0)) || printf '%s\n' "$@"; } >"$file" || hdw_fail 90 "cannot write $file"
  set +C
}

# From here to the next set +C a file must not be there that is written: nobody can have laid a link in its place.
hdw_new() { # FILE
  set -C
  _hdw_made+=("$1")
}

# Turns VARIABLE from an output's target into a temporary path, with the same name in a new folder beside it.
hdw_output() { # VARIABLE file|folder
  local target=${!1}
  [[ -n $target ]] || hdw_fail 90 "$1 names no output"
  while [[ $target == ?*/ ]]; do target=${target%/}; done
  if [[ $target =~ ^[A-Za-z][A-Za-z0-9+.-]*:// ]]; then
    [[ $target =~ ^x?roots?:// ]] || hdw_fail 90 "cannot write to $target: of all URLs only root:// takes outputs"
    hdw_folder "$_hdw_scratch-"
  elif [[ -n $HDW_TRY ]]; then
    hdw_folder "$_hdw_scratch-"
  elif [[ -n $_hdw_away ]]; then
    hdw_folder "$_hdw_scratch-away-"
  else
    hdw_beside "$target"
  fi
  printf -v "$1" %s "$_hdw_folder/${target##*/}"
  [[ $2 == file ]] || mkdir -- "${!1}" || hdw_fail 90 "cannot make the folder ${!1}"
  hdw_outputs+=("${!1}") _hdw_targets+=("$target") _hdw_kinds+=("$2") HDW_OUTPUT=${hdw_outputs[0]}
}

# Makes a folder beside an output's target, for what becomes that output.
hdw_beside() { # TARGET
  local parent=$1 job=${HDW_JOB##*/}
  ((${#job} <= 8)) || job=${job: -8}
  job=${job//[!A-Za-z0-9_.+-]/_}-$HDW_ATTEMPT
  [[ $1 == */* && $1 != -* ]] || parent=./$1
  parent=${parent%/*}
  [[ -d $parent/ ]] || mkdir -p -- "$parent/" || hdw_fail 90 "cannot make the folder of the output $1"
  hdw_folder "$parent/.hdw-$job-"
}

# Refuses what is no whole number where bash is to calculate with it: bash would run commands that stand in it.
hdw_whole_numbers() { # VARIABLE...
  local name
  for name; do
    [[ ${!name} =~ ^-?(0|[1-9][0-9]*)$ ]] ||
      hdw_fail 90 "the script calculates with $name, which is no whole number: ${!name}"
  done
}

# Only a try: setup has run, and now the first command of run has to be there. Ends the job's command.
hdw_try() { # [COMMAND]
  (($# == 0)) || type -- "$1" >/dev/null 2>&1 || hdw_fail 127 "there is no command $1"
  exit 0
}

# Passes a signal on to all that the command started, waits for the command, and ends.
hdw_stop() { # SIGNAL STATUS
  trap '' HUP INT TERM
  if [[ -n $! && $! != "$_hdw_reader" ]]; then
    kill -s "$1" -- "-$!"
    wait "$!"
    kill -s KILL -- "-$!" # whatever it left in the background
  fi 2>/dev/null
  exit "$2"
}

# Ends what the command left in the background. It has a second to end by itself, as in > >(tee log), and another
# one when it was asked to.
hdw_rest() {
  local signal pause
  for signal in 0 TERM KILL; do
    kill -s "$signal" -- "-$!" 2>/dev/null || return 0
    [[ $signal != TERM ]] || printf 'hdw: the command left processes running: they are ended\n' >&2
    for pause in 0.02 0.03 0.05 0.1 0.2 0.3 0.3; do
      sleep "$pause"
      hdw_lives "$!" || return 0
    done
  done
}

# Whether a process group has a process that is more than a name in a list: whoever adopted it may be slow to look.
hdw_lives() { # GROUP
  local file line state parent group rest
  kill -s 0 -- "-$1" 2>/dev/null || return
  [[ -r /proc/self/stat ]] || return 0
  set +f
  for file in /proc/[0-9]*/stat; do
    { read -r line <"$file"; } 2>/dev/null || continue
    read -r state parent group rest <<<"${line##*) }" # proc(5); a program's name may hold anything
    [[ $group != "$1" || $state == [ZX] ]] || break
    group=
  done
  set -f
  [[ $group == "$1" ]]
}

# Waits for the command. Only when all outputs are there is the first one moved to its target.
hdw_finish() { # fail|empty
  local at status
  wait "$!" 2>/dev/null
  status=$?
  hdw_rest
  ((status == 0)) || exit "$status"
  [[ -z $HDW_TRY ]] || exit 0
  for at in "${!hdw_outputs[@]}"; do
    hdw_written "${hdw_outputs[at]}" "${_hdw_kinds[at]}" && continue
    [[ $1 == empty ]] || hdw_fail 91 "the command ended with 0 but did not write ${_hdw_targets[at]}"
    unset -v "hdw_outputs[$at]"
  done
  for at in "${!hdw_outputs[@]}"; do
    case ${hdw_outputs[at]} in
      "$_hdw_scratch"-away-*) "hdw_away_$_hdw_away" "$at" ;;
      "$_hdw_scratch"-*) hdw_copy "${hdw_outputs[at]}" "${_hdw_targets[at]}" ;;
    esac
  done
  trap '' HUP INT TERM # from here to the end is one step
  for at in "${!hdw_outputs[@]}"; do
    [[ ${hdw_outputs[at]} == "$_hdw_scratch"-* ]] ||
      "hdw_move_${_hdw_kinds[at]}" "${hdw_outputs[at]}" "${_hdw_targets[at]}" ||
      hdw_fail 92 "cannot move the output to ${_hdw_targets[at]}"
  done
  exit 0
}

# A folder was there before the command, so it counts as written when something is in it.
hdw_written() { # PATH file|folder
  if [[ $2 == file ]]; then [[ -e $1 && ! -d $1 ]]; else [[ -d $1 && -n $(ls -A -- "$1" | head -c 1) ]]; fi
}

hdw_move_file() { mv -fT -- "$1" "$2"; } # NEW TARGET

# A folder cannot replace a full one in one step: the old one steps aside first, into what is removed at the end.
# Another copy of this job may do the same at this moment, so it takes a few tries at worst.
hdw_move_folder() { # NEW TARGET
  local at aside=${1%/*}/.old
  for at in 1 2 3 4 5; do
    mv -fT -- "$1" "$2" 2>/dev/null && return
    mv -fT -- "$2" "$aside-$at" 2>/dev/null
  done
  mv -fT -- "$1" "$2" && return
  [[ ! -e $2 ]] && mv -T -- "$aside-5" "$2" 2>/dev/null
  return 1
}

hdw_copy() { # NEW URL
  local options=(-f -s)
  [[ ! -d $1 ]] || options+=(-r)
  xrdcp "${options[@]}" "$1" "$2" || hdw_fail 92 "xrdcp ended with status $? and did not copy the output to $2"
}

# ---- the task merged ----
{ # bash reads up to the closing brace before it runs anything
hdw_read_row 4 "$@"
hdw_text hdw_job # job
hdw_text hdw_node # node
hdw_text hdw_output # output
hdw_list hdw_inputs # inputs
hdw_python=python3
HDW_TASK=merged HDW_NODE=$hdw_node HDW_JOB=$hdw_job
hdw_enter
hdw_output hdw_output file

set -m 2>/dev/null # the command gets a process group of its own, so that a signal reaches all of it
(
trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
set +f; set --
[[ -z $HDW_TRY ]] || hdw_try
# run
[[ $BASH_VERSION != 4.2* ]] || trap 'exit $?' ERR # there -e would turn every status into 1
set -e -o pipefail
"$hdw_python" merge.py "$hdw_output" "${hdw_inputs[@]}"

) </dev/null &
set +m
hdw_finish fail
}
