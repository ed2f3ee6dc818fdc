package hdw.executor.slurm;

import hdw.executor.Batch;

/**
 * The line by which a job shows its log under the name that it has with HiggsDNA's submitter, as
 * soon as it begins: {@code jobs/AN-<sample>_%A_%a.out} and {@code .err}, links to hdw's own.
 *
 * <p>A job that is no task of an array has no {@code %a}. With a submission for each job there are
 * no numbers, and the links follow the newest attempt.
 */
final class LogLinks {
  private static final String NUMBERS = "_$id${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}";

  private LogLinks() {}

  /** The line, for a script that knows {@code id} and {@code log}. */
  static String line(Batch batch) {
    String numbers = batch.task().options().clusterPerJob() ? "" : NUMBERS;
    String link = "jobs/" + batch.stem() + numbers + ".$each";
    return "for each in out err; do ln -sfnr \"$log.$each\" \"" + link + "\"; done\n";
  }
}
