package hdw.cli;

import hdw.executor.ChildProcess;
import hdw.executor.Program;
import hdw.executor.local.Tools;
import hdw.executor.slurm.Cluster;
import hdw.executor.slurm.ClusterConfig;
import hdw.executor.slurm.Limits;
import hdw.executor.slurm.Partition;
import hdw.executor.slurm.SlurmEnvironment;
import hdw.preflight.SlurmCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code hdw doctor} says of the Slurm that this machine reaches, line by line. */
record SlurmReport(Map<String, String> environment) {

  List<String> lines() {
    if (new Tools(environment.getOrDefault("PATH", "")).find("sbatch").isEmpty()) {
      return List.of("not here: no sbatch on the path");
    }
    Program program = new ChildProcess(SlurmEnvironment.of(environment));
    Path here = Path.of("").toAbsolutePath();
    Optional<String> trouble = new SlurmCluster(program, here).trouble();
    try {
      return trouble.isPresent() ? List.of(trouble.get()) : lines(program, here);
    } catch (IOException silent) {
      return List.of(silent.getMessage());
    }
  }

  private List<String> lines(Program program, Path here) throws IOException {
    ClusterConfig config = Cluster.config(program);
    var lines = new ArrayList<String>();
    lines.add(
        config.version()
            + (config.accounting() ? ", with accounting" : ", without accounting")
            + ", arrays of up to "
            + config.maxArraySize()
            + " jobs; partitions:");
    for (Partition each :
        new Limits(program, here, environment, Clock.systemUTC()).partitions().all()) {
      lines.add(each.name() + (each.usual() ? " (the usual one)" : "") + ": " + each.offer());
    }
    return lines;
  }
}
