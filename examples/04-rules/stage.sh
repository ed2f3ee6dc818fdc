# Prints a file of events; one that lies on tape comes when the tape robot has found it.
wait=$(gzip -dc "$1" | sed -n '1s/^# on tape: \([0-9]*\) s$/\1/p')
sleep "${wait:-0}"
exec gzip -dc "$1"
