package hdw.cli;

import hdw.executor.Acceptance;
import hdw.executor.BatchSystem;
import hdw.executor.ChildProcess;
import hdw.executor.Program;
import hdw.executor.htcondor.Pool;
import hdw.executor.htcondor.SpooledPool;
import hdw.executor.slurm.Cluster;
import hdw.executor.slurm.SlurmEnvironment;
import hdw.model.Executor;
import hdw.plan.Plan;
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
      return SpooledPool.acceptance(path).spooled()
          ? new SpooledPool(path, folder.token(), program)
          : new Pool(path, folder.token(), program, ZoneId.systemDefault());
    }
    if (executor == Executor.SLURM) {
      return new Cluster(folder.path(), folder.token(), ofSlurm(), System.getenv());
    }
    throw new IOException("jobs cannot be sent to `" + executor.word() + "` yet");
  }

  /**
   * How they take the jobs of a run in a folder. Where no Slurm can be asked, as on the machine
   * where a plan is only looked at, arrays are as long as most clusters allow.
   */
  static Acceptance acceptance(Path runFolder, Plan plan) throws IOException {
    Acceptance ofHtcondor = SpooledPool.acceptance(runFolder);
    boolean slurm =
        plan.nodes().stream()
            .flatMap(each -> each.requests().stream())
            .anyMatch(each -> each.executor() == Executor.SLURM);
    return slurm
        ? Cluster.maxArraySize(ofSlurm()).map(ofHtcondor::withArrays).orElse(ofHtcondor)
        : ofHtcondor;
  }

  private static Program ofSlurm() {
    return new ChildProcess(SlurmEnvironment.of(System.getenv()));
  }
}
