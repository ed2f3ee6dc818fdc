# ---- the task ntuple ----
{ # bash reads up to the closing brace before it runs anything
hdw_read_row 8 "$@"
hdw_text hdw_node # node
hdw_text hdw_job # job
hdw_list hdw_inputs # inputs
hdw_list hdw_inputs_samples # inputs.samples
hdw_text hdw_sample_xsec # sample.xsec
hdw_text hdw_last_event # last_event
hdw_text hdw_output_hist # output.hist
hdw_text hdw_output_logs # output.logs
hdw_era='Run 3'\''s'
hdw_lists=(a 'b c')
HDW_TASK=ntuple HDW_NODE=$hdw_node HDW_JOB=$hdw_job
hdw_enter
hdw_inputs_json=$_hdw_scratch.json
hdw_json "$hdw_inputs_json"
hdw_output hdw_output_hist file
hdw_output hdw_output_logs folder
hdw_whole_numbers hdw_last_event

set -m 2>/dev/null # the command gets a process group of its own, so that a signal reaches all of it
(
trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
set +f; set --
export OMP_NUM_THREADS=1
export TITLE="$hdw_sample_xsec"' / $pb'
# setup: its last status decides
source env.sh

_hdw_status=$?
((_hdw_status == 0)) || hdw_fail "$_hdw_status" "setup ended with status $_hdw_status"
[[ -z $HDW_TRY ]] || hdw_try python
# run
[[ $BASH_VERSION != 4.2* ]] || trap 'exit $?' ERR # there -e would turn every status into 1
set -e -o pipefail
python ntuple.py --output "$hdw_output_hist" --era ''"$hdw_era"'-x' \
  --json "$hdw_inputs_json" --events $((${hdw_last_event} + 1)) "${hdw_inputs[@]}"
cat <<END
wrote ${hdw_output_hist}
END

) </dev/null &
set +m
hdw_finish fail
}
