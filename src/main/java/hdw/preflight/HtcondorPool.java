package hdw.preflight;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a pool of HTCondor can be reached from here. */
public final class HtcondorPool {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A question that a queue with ten thousand jobs answers as fast as an empty one. */
  private static final List<String> ASK =
      List.of("condor_q", "-constraint", "false", "-af", "ClusterId");

  private final Program program;
  private final Path folder;

  /** The pool that the programs reach. */
  public HtcondorPool(Program program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** What keeps jobs from being submitted to it, in words; nothing where it answers. */
  public Optional<String> trouble() {
    try {
      program.run(folder, List.of("condor_submit", "-version"), PATIENCE);
    } catch (IOException missing) {
      return Optional.of("this machine cannot submit to HTCondor: " + missing.getMessage());
    }
    try {
      Program.Answer answer = program.run(folder, ASK, PATIENCE);
      return answer.exit() == 0
          ? Optional.empty()
          : Optional.of("no scheduler of HTCondor answers: " + words(answer));
    } catch (IOException silent) {
      return Optional.of("no scheduler of HTCondor answers: " + silent.getMessage());
    }
  }

  private static String words(Program.Answer answer) {
    return (answer.err() + "\n" + answer.out())
        .lines()
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse("condor_q ended with " + answer.exit());
  }
}
