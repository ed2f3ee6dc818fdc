package hdw.cli;

import org.junit.jupiter.api.Tag;

/** A run with Dask whose workers are jobs of a real HTCondor. */
@Tag("engine")
final class DaskPoolEngineTest extends DaskQueueRuns {
  DaskPoolEngineTest() {
    super(new CondorQueue());
  }
}
