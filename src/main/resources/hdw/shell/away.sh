# Outputs are written in the scratch folder here. HDW_AWAY says what becomes of them: `copy` puts them where they
# belong, `travel` into the folder hdw-out, which the batch system brings back. Without it nothing is different.

# That folder is there however the job ends: its being missing would be an error of its own.
hdw_away() {
  [[ -z $HDW_AWAY || $HDW_AWAY == copy || $HDW_AWAY == travel ]] || hdw_fail 90 "HDW_AWAY is $HDW_AWAY"
  _hdw_away=$HDW_AWAY _hdw_home=$PWD/hdw-out
  [[ $HDW_AWAY == travel ]] || return 0
  mkdir -p -- "$_hdw_home" || hdw_fail 90 "cannot make the folder $_hdw_home"
}

# Copies an output to a folder beside its target, and compares.
hdw_away_copy() { # NUMBER
  local new=${hdw_outputs[$1]} copied
  hdw_beside "${_hdw_targets[$1]}"
  copied=$_hdw_folder/${new##*/}
  cp -RH -- "$new" "$copied" || hdw_fail 92 "cannot copy the output to $copied"
  if [[ -d $new ]]; then diff -rq -- "$new" "$copied" >/dev/null; else cmp -s -- "$new" "$copied"; fi ||
    hdw_fail 92 "the copy of the output at $copied is not what was copied"
  hdw_outputs[$1]=$copied
}

# Puts an output among what travels back, in a folder that no other start of this job has: <start>/<number>/<name>.
hdw_away_travel() { # NUMBER
  local new=${hdw_outputs[$1]} place=${_hdw_scratch##*/}/$1 size=-
  mkdir -p -- "$_hdw_home/$place" &&
    if [[ -z $(find "$new" -type l | head -c 1) ]]; then
      mv -- "$new" "$_hdw_home/$place/"
    else
      cp -RL -- "$new" "$_hdw_home/$place/" # what a link points at travels, the link does not
    fi &&
    { [[ ${_hdw_kinds[$1]} == folder ]] || size=$(stat -c %s -- "$_hdw_home/$place/${new##*/}"); } &&
    printf '%s\t%s\n' "$place" "$size" >>"$_hdw_home/manifest" ||
    hdw_fail 92 "cannot put the output ${_hdw_targets[$1]} into $_hdw_home"
}
