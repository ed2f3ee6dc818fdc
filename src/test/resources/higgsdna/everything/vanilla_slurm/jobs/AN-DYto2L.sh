#!/bin/bash
#SBATCH --job-name=hdw.AN-DYto2L
#SBATCH --array=0-2
#SBATCH --partition=short
#SBATCH --time=60
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=4096M
#SBATCH --output=logs/analyse/slurm-%A.out
#SBATCH --open-mode=append
#SBATCH --no-requeue
#SBATCH --export=ALL

# 3 jobs of the task analyse of the workflow analysis. In the run's folder, with a name of your own:
#   sbatch --array=0-2 jobs/AN-DYto2L.sh 0 RUN
cd -- "$SLURM_SUBMIT_DIR" || exit 90
line=$((${1:-0} + ${SLURM_ARRAY_TASK_ID:-0} + 1))
read -r job folder offset length attempt < <(sed -n "$line{p;q}" input/AN-DYto2L.items)
[[ -n $attempt ]] || { echo "hdw: no line $line in input/AN-DYto2L.items" >&2; exit 90; }
id=${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}
log=$folder/$job.$attempt${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}
for each in out err; do ln -sfnr "$log.$each" "jobs/AN-DYto2L_$id${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}.$each"; done
export HDW_RUN=${2:-none} HDW_WORKDIR=${3:-../..} HDW_METRICS=$log.metrics
export HDW_MARKS=$folder/$job.$attempt.marks HDW_GROUP=job_$SLURM_JOB_ID
export HDW_CPUS=1 HDW_MEMORY_MIB=4096 HDW_TIME_S=3600
printf 'job\t%s\t%s\t%s\t%s\t%(%s)T\n' "${4:--}" "$id" "$SLURM_JOB_ID" "$SLURMD_NODENAME" -1 >>"$HDW_MARKS"
exec bash jobs/analyse.sh input/AN-DYto2L.tsv "$offset" "$length" "$attempt" >"$log.out" 2>"$log.err"
