package hdw.cli;

import hdw.executor.BatchSystem;
import hdw.model.Executor;
import hdw.run.RunFolder;
import hdw.run.Systems;
import java.io.IOException;

/** The batch systems that this machine can reach. */
final class BatchSystems implements Systems {
  @Override
  public BatchSystem open(Executor executor, RunFolder folder) throws IOException {
    throw new IOException("jobs cannot be sent to `" + executor.word() + "` yet");
  }
}
