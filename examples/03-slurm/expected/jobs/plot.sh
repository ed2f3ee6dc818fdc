#!/usr/bin/env bash
# All jobs of the task plot of the workflow diphoton. In the run's folder:
#   bash jobs/plot.sh TABLE OFFSET LENGTH ATTEMPT

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
  local row IFS=$'\037'
  [[ $# == 5 && "$3 $4 $5" =~ ^[0-9]+\ [0-9]+\ [0-9]+$ ]] ||
    hdw_fail 90 "usage, in the run's folder: bash $0 TABLE OFFSET LENGTH ATTEMPT"
  row=$(tail -c "+$((10#$3 + 1))" -- "$2" 2>/dev/null | head -c "$4")
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

# Goes where the command runs, and makes a scratch folder for this job alone.
hdw_enter() {
  [[ -z $HDW_METRICS || $HDW_METRICS == /* ]] || HDW_METRICS=$PWD/$HDW_METRICS
  CDPATH='' cd -- "${HDW_WORKDIR:-../..}" 2>/dev/null ||
    hdw_fail 90 "cannot enter the working folder ${HDW_WORKDIR:-../..} from $PWD"
  _hdw_folders=() _hdw_targets=() _hdw_kinds=() hdw_outputs=()
  trap 'rm -rf -- "${_hdw_folders[@]}" 2>/dev/null' EXIT
  trap 'hdw_stop HUP 129' HUP
  trap 'hdw_stop INT 130' INT
  trap 'hdw_stop TERM 143' TERM
  hdw_folder "${TMPDIR:-/tmp}/hdw-"
  _hdw_scratch=$_hdw_folder HDW_INPUTS=$_hdw_folder/inputs.list
  hdw_lines "$HDW_INPUTS" "${hdw_inputs[@]}"
  export HDW_METRICS="${HDW_METRICS:-$_hdw_scratch/metrics}" HDW_INPUTS HDW_OUTPUT=
  export HDW_RUN HDW_TASK HDW_NODE HDW_JOB HDW_ATTEMPT HDW_CPUS HDW_MEMORY_MIB HDW_TIME_S
}

# Makes a folder that goes when the job ends, however it ends: it is on the list before it is there.
hdw_folder() { # BEGINNING
  local last
  while :; do
    _hdw_folder=$1$$-$RANDOM$RANDOM last=${#_hdw_folders[@]}
    _hdw_folders[last]=$_hdw_folder
    mkdir -m 700 -- "$_hdw_folder" && return
    unset "_hdw_folders[last]"
    [[ -e $_hdw_folder ]] || hdw_fail 90 "cannot make a folder $_hdw_folder"
  done
}

# Writes the items into FILE, one a line.
hdw_lines() { # FILE ITEM...
  local file=$1
  shift
  { (($# == 0)) || printf '%s\n' "$@"; } >"$file" || hdw_fail 90 "cannot write $file"
}

# Turns VARIABLE from an output's target into a temporary path, with the same name in a new folder beside it.
hdw_output() { # VARIABLE file|folder
  local target=${!1} parent job=${HDW_JOB##*/}
  [[ -n $target ]] || hdw_fail 90 "$1 names no output"
  while [[ $target == ?*/ ]]; do target=${target%/}; done
  if [[ $target =~ ^[A-Za-z][A-Za-z0-9+.-]*:// ]]; then
    [[ $target =~ ^x?roots?:// ]] || hdw_fail 90 "cannot write to $target: of all URLs only root:// takes outputs"
    parent=$_hdw_scratch
  else
    parent=$target
    [[ $target == */* && $target != -* ]] || parent=./$target
    parent=${parent%/*}
    mkdir -p -- "$parent/" || hdw_fail 90 "cannot make the folder of the output $target"
  fi
  ((${#job} <= 8)) || job=${job: -8}
  hdw_folder "$parent/.hdw-${job//[!A-Za-z0-9_.+-]/_}-$HDW_ATTEMPT-"
  printf -v "$1" %s "$_hdw_folder/${target##*/}"
  [[ $2 == file ]] || mkdir -- "${!1}" || hdw_fail 90 "cannot make the folder ${!1}"
  hdw_outputs+=("${!1}") _hdw_targets+=("$target") _hdw_kinds+=("$2") HDW_OUTPUT=${hdw_outputs[0]}
}

# Refuses what is no whole number where bash is to calculate with it: bash would run commands that stand in it.
hdw_whole_numbers() { # VARIABLE...
  local name
  for name; do
    [[ ${!name} =~ ^-?(0|[1-9][0-9]*)$ ]] ||
      hdw_fail 90 "the script calculates with $name, which is no whole number: ${!name}"
  done
}

# Passes a signal on to all that the command started, waits for the command, and ends.
hdw_stop() { # SIGNAL STATUS
  trap '' HUP INT TERM
  if [[ -n $! ]]; then
    kill -s "$1" -- "-$!"
    wait "$!"
    kill -s KILL -- "-$!" # whatever it left in the background
  fi 2>/dev/null
  exit "$2"
}

# Waits for the command. Only when all outputs are there is the first one moved to its target.
hdw_finish() { # fail|empty
  local at status
  wait "$!" 2>/dev/null
  status=$?
  ((status == 0)) || exit "$status"
  for at in "${!hdw_outputs[@]}"; do
    hdw_written "${hdw_outputs[at]}" "${_hdw_kinds[at]}" && continue
    [[ $1 == empty ]] || hdw_fail 91 "the command ended with 0 but did not write ${_hdw_targets[at]}"
    unset -v "hdw_outputs[$at]"
  done
  for at in "${!hdw_outputs[@]}"; do
    [[ ${hdw_outputs[at]} != "$_hdw_scratch"/* ]] || hdw_copy "${hdw_outputs[at]}" "${_hdw_targets[at]}"
  done
  trap '' HUP INT TERM # from here to the end is one step
  for at in "${!hdw_outputs[@]}"; do
    [[ ${hdw_outputs[at]} == "$_hdw_scratch"/* ]] ||
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

# ---- the task plot ----
{ # bash reads up to the closing brace before it runs anything
hdw_read_row 5 "$@"
hdw_text hdw_job # job
hdw_text hdw_node # node
hdw_text hdw_output # output
hdw_list hdw_inputs # inputs
hdw_list hdw_inputs_rows # inputs.table
HDW_TASK=plot HDW_NODE=$hdw_node HDW_JOB=$hdw_job
hdw_enter
hdw_inputs_table=$_hdw_scratch/inputs.tsv
hdw_lines "$hdw_inputs_table" "${hdw_inputs_rows[@]}"
hdw_output hdw_output file

set -m 2>/dev/null # the command gets a process group of its own, so that a signal reaches all of it
(
trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
set +f; set --
# setup: its last status decides
module load python

_hdw_status=$?
((_hdw_status == 0)) || hdw_fail "$_hdw_status" "setup ended with status $_hdw_status"
# run
[[ $BASH_VERSION != 4.2* ]] || trap 'exit $?' ERR # there -e would turn every status into 1
set -e -o pipefail
python3 ../02-lxplus/plot.py --table "$hdw_inputs_table" --output "$hdw_output"

) </dev/null &
set +m
hdw_finish fail
}
