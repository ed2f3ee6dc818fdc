package hdw.executor.slurm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment in which Slurm's programs run.
 *
 * <p>Variables called {@code SLURM_...}, {@code SQUEUE_...} and so on change what they print, and
 * go before what a script asks for; within a job there are many of them.
 */
public final class SlurmEnvironment {
  private static final List<String> CHANGING =
      List.of("SLURM_", "SBATCH_", "SQUEUE_", "SACCT_", "SCANCEL_", "SCONTROL_", "SINFO_");

  /** Where the cluster is. */
  private static final List<String> KEPT = List.of("SLURM_CONF", "SLURM_CONF_SERVER");

  private SlurmEnvironment() {}

  /** What is left of an environment; variables that say what a script is silent of stay. */
  public static Map<String, String> of(Map<String, String> environment) {
    var left = new HashMap<>(environment);
    left.keySet()
        .removeIf(
            each ->
                CHANGING.stream().anyMatch(each::startsWith)
                    && !KEPT.contains(each)
                    && !Submitter.passesOn(each));
    return Map.copyOf(left);
  }
}
