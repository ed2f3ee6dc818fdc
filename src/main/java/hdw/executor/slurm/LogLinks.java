package hdw.executor.slurm;

import hdw.executor.Batch;

/**
 * The lines by which a job shows its log under the name that it has with HiggsDNA's submitter, as
 * soon as it begins: {@code jobs/AN-<sample>_%A_%a.out} and {@code .err}, links to hdw's own.
 *
 * <p>A job that is no task of an array has no {@code %a}. With a submission for each job there are
 * no numbers, and the links follow the newest attempt.
 */
final class LogLinks {
  private static final String NUMBERS =
      "_${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}"
          + "${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}";

  private LogLinks() {}

  /** The lines, for a script in which {@code log} is the log without its ending. */
  static String links(Batch batch) {
    String name = "jobs/" + batch.stem() + (batch.task().options().clusterPerJob() ? "" : NUMBERS);
    return "for each in out err; do ln -sfnr -- \"$log.$each\" \"" + name + ".$each\"; done\n";
  }
}
