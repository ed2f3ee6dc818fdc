package hdw.cli;

import hdw.executor.Acceptance;
import hdw.executor.BatchSystem;
import hdw.executor.ChildProcess;
import hdw.executor.Program;
import hdw.executor.dask.DaskSystem;
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
    return open(executor, folder.path(), folder.token());
  }

  /**
   * A batch system as those see it whose files lie in a folder.
   *
   * @param token begins that of each of their submissions
   */
  static BatchSystem open(Executor executor, Path folder, String token) throws IOException {
    return switch (executor) {
      case HTCONDOR ->
          SpooledPool.acceptance(folder).spooled()
              ? new SpooledPool(folder, token, new ChildProcess())
              : new Pool(folder, token, new ChildProcess(), ZoneId.systemDefault());
      case SLURM -> new Cluster(folder, token, ofSlurm(), System.getenv());
      case DASK -> new DaskSystem(folder, token, new DaskForeman());
      case LOCAL -> throw new IOException("this machine is no batch system");
    };
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
