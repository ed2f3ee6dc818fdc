package hdw.executor.dask;

import hdw.executor.BatchSystem;
import hdw.model.Executor;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;

/** What a cluster needs of the floors above it to have workers. */
public interface Foreman {
  /** Compiles a workflow's file that hdw wrote itself. */
  Plan compile(Path file) throws IOException;

  /**
   * Opens the batch system that is to run workers.
   *
   * @param folder what the run's folder is to other jobs
   * @param token begins that of each submission
   */
  BatchSystem open(Executor executor, Path folder, String token) throws IOException;
}
