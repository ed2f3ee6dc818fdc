package hdw.preflight;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a cluster with Slurm can be reached from here. */
public final class SlurmCluster {
  /** Where the configuration is missing, Slurm's programs look for it for a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final List<String> ASK = List.of("scontrol", "ping");

  private final Program program;
  private final Path folder;

  /** The cluster that the programs reach. */
  public SlurmCluster(Program program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** What keeps jobs from being submitted to it, in words; nothing where it answers. */
  public Optional<String> trouble() {
    Program.Answer answer;
    try {
      answer = program.run(folder, ASK, PATIENCE);
    } catch (IOException missing) {
      return Optional.of("this machine cannot submit to Slurm: " + missing.getMessage());
    }
    if (isUp(answer.out())) {
      return submits();
    }
    return Optional.of("no controller of Slurm answers: " + words(answer));
  }

  /** One is enough: there may be others in its place. */
  private static boolean isUp(String said) {
    return said.lines().anyMatch(each -> each.startsWith("Slurmctld") && each.contains(" UP"));
  }

  private Optional<String> submits() {
    try {
      Program.Answer answer = program.run(folder, List.of("sbatch", "--version"), PATIENCE);
      return answer.exit() == 0
          ? Optional.empty()
          : Optional.of("this machine cannot submit to Slurm: " + words(answer));
    } catch (IOException missing) {
      return Optional.of("this machine cannot submit to Slurm: " + missing.getMessage());
    }
  }

  private static String words(Program.Answer answer) {
    return (answer.out() + "\n" + answer.err())
        .lines()
        .map(String::strip)
        .filter(each -> !each.isEmpty() && !each.startsWith("*"))
        .reduce((first, last) -> first.startsWith("Slurmctld") ? first : last)
        .orElse("scontrol ended with " + answer.exit());
  }
}
