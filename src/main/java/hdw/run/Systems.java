package hdw.run;

import hdw.executor.BatchSystem;
import hdw.model.Executor;
import java.io.IOException;

/** The batch systems that a run can use. */
@FunctionalInterface
public interface Systems {
  /**
   * A batch system as the run in a folder sees it.
   *
   * @throws IOException where there is none of that kind
   */
  BatchSystem open(Executor executor, RunFolder folder) throws IOException;
}
