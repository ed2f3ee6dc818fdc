package hdw.cli;

import hdw.executor.BatchSystem;
import hdw.executor.ChildProcess;
import hdw.executor.htcondor.Pool;
import hdw.model.Executor;
import hdw.run.RunFolder;
import hdw.run.Systems;
import java.io.IOException;
import java.time.ZoneId;

/** The batch systems that this machine can reach. */
final class BatchSystems implements Systems {
  @Override
  public BatchSystem open(Executor executor, RunFolder folder) throws IOException {
    if (executor == Executor.HTCONDOR) {
      return new Pool(folder.path(), folder.token(), new ChildProcess(), ZoneId.systemDefault());
    }
    throw new IOException("jobs cannot be sent to `" + executor.word() + "` yet");
  }
}
