package hdw.cli;

import hdw.executor.Acceptance;
import hdw.executor.BatchSystem;
import hdw.executor.ChildProcess;
import hdw.executor.Program;
import hdw.executor.htcondor.Pool;
import hdw.executor.htcondor.SpooledPool;
import hdw.model.Executor;
import hdw.run.RunFolder;
import hdw.run.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;

/** The batch systems that this machine can reach. */
final class BatchSystems implements Systems {
  @Override
  public BatchSystem open(Executor executor, RunFolder folder) throws IOException {
    if (executor == Executor.HTCONDOR) {
      Path path = folder.path();
      Program program = new ChildProcess();
      return acceptance(path).spooled()
          ? new SpooledPool(path, folder.token(), program)
          : new Pool(path, folder.token(), program, ZoneId.systemDefault());
    }
    throw new IOException("jobs cannot be sent to `" + executor.word() + "` yet");
  }

  /** How they take the jobs of a run in a folder. */
  static Acceptance acceptance(Path runFolder) throws IOException {
    return SpooledPool.acceptance(runFolder);
  }
}
