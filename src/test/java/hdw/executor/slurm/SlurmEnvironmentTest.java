package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a person's environment may change what Slurm's programs do. */
final class SlurmEnvironmentTest {
  @Test
  void what_changes_a_script_or_an_answer_is_taken_away() {
    assertEquals(
        Map.of(
            "PATH", "/bin",
            "SLURM_CONF", "/site/slurm.conf",
            "SBATCH_ACCOUNT", "hep"),
        SlurmEnvironment.of(
            Map.of(
                "PATH", "/bin",
                "SLURM_CONF", "/site/slurm.conf",
                "SBATCH_ACCOUNT", "hep",
                "SBATCH_EXPORT", "NONE",
                "SLURM_JOB_ID", "7",
                "SQUEUE_FORMAT", "%i",
                "SACCT_FORMAT", "jobid",
                "SLURM_TIME_FORMAT", "relative")));
  }
}
