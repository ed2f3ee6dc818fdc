#!/bin/bash
#SBATCH --job-name=hdw.AN-GluGlu-M125+x
#SBATCH --partition=short
#SBATCH --time=60
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=4096M
#SBATCH --output=logs/analyse/slurm-%A.out
#SBATCH --open-mode=append
#SBATCH --no-requeue
#SBATCH --export=ALL

# One job of the task analyse of the workflow analysis. In the run's folder, with a name of your own:
#   sbatch jobs/AN-GluGlu-M125+x.sh 0 RUN
cd -- "$SLURM_SUBMIT_DIR" || exit 90
line=$((${1:-0} + ${SLURM_ARRAY_TASK_ID:-0} + 1))
read -r job folder offset length attempt < <(sed -n "$line{p;q}" input/AN-GluGlu-M125+x.items)
[[ -n $attempt ]] || { echo "hdw: no line $line in input/AN-GluGlu-M125+x.items" >&2; exit 90; }
id=${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}
log=$folder/$job.$attempt${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}
for each in out err; do ln -sfnr "$log.$each" "jobs/AN-GluGlu-M125+x_$id${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}.$each"; done
export HDW_RUN=${2:-none} HDW_WORKDIR=${3:-../..} HDW_METRICS=$log.metrics
export HDW_MARKS=$folder/$job.$attempt.marks HDW_GROUP=job_$SLURM_JOB_ID
export HDW_CPUS=1 HDW_MEMORY_MIB=4096 HDW_TIME_S=3600
printf 'job\t%s\t%s\t%s\t%s\t%(%s)T\n' "${4:--}" "$id" "$SLURM_JOB_ID" "$SLURMD_NODENAME" -1 >>"$HDW_MARKS"
exec bash jobs/analyse.sh input/AN-GluGlu-M125+x.tsv "$offset" "$length" "$attempt" >"$log.out" 2>"$log.err"
