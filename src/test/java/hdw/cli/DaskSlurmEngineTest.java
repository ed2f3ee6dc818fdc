package hdw.cli;

import org.junit.jupiter.api.Tag;

/** A run with Dask whose workers are jobs of a real Slurm. */
@Tag("engine")
final class DaskSlurmEngineTest extends DaskQueueRuns {
  DaskSlurmEngineTest() {
    super(new SlurmQueue());
  }
}
