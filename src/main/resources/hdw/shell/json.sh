# Writes {"<sample>": [inputs]} into FILE; hdw_inputs_samples has the sample of each input, or one for all.
hdw_json() { # FILE
  local at sample between='' comma
  local -A seen=()
  hdw_new "$1"
  {
    printf '{'
    for sample in "${hdw_inputs_samples[@]}"; do
      [[ -z ${seen["_$sample"]} ]] || continue
      seen["_$sample"]=yes
      hdw_json_text "$sample"
      printf '%s%s: [' "$between" "$_hdw_json"
      between=', ' comma=''
      for at in "${!hdw_inputs[@]}"; do
        [[ ${hdw_inputs_samples[at]-${hdw_inputs_samples[0]}} == "$sample" ]] || continue
        hdw_json_text "${hdw_inputs[at]}"
        printf '%s%s' "$comma" "$_hdw_json"
        comma=', '
      done
      printf ']'
    done
    printf '}\n'
  } >"$1" || hdw_fail 90 "cannot write $1"
  set +C
}

# Sets _hdw_json to TEXT as JSON.
hdw_json_text() { # TEXT
  local code octal character escaped backslash='\' quote='"'
  _hdw_json=${1//"$backslash"/"$backslash$backslash"}
  _hdw_json=${_hdw_json//"$quote"/"$backslash$quote"}
  if [[ $_hdw_json == *[[:cntrl:]]* ]]; then
    for code in {1..31}; do
      printf -v octal %03o "$code"
      printf -v character %b "\\0$octal"
      printf -v escaped '\\u%04x' "$code"
      _hdw_json=${_hdw_json//"$character"/"$escaped"}
    done
  fi
  _hdw_json=$quote$_hdw_json$quote
}
