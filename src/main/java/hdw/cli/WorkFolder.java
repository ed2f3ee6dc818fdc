package hdw.cli;

import hdw.executor.ChildProcess;
import hdw.executor.Program.Answer;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the workflow of a run lies, as far as the run's folder tells.
 *
 * @param folder the workflow's folder
 * @param file the workflow's own file; nothing where the run does not say it
 */
record WorkFolder(Path folder, Optional<Path> file) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** That of a run: the folder of the file with which it was begun, else the one that holds it. */
  static WorkFolder of(RunFolder run) throws IOException {
    Path home = run.path().toAbsolutePath().normalize().getParent();
    boolean isUsual = home.getFileName() != null && home.endsWith(RunFolder.HOME);
    Path around = isUsual ? home.getParent() : home;
    if (!Files.exists(run.file("asked.json"))) {
      return new WorkFolder(around, Optional.empty());
    }
    List<String> files = Options.arguments(Asked.of(run).parsed());
    Path file = around.resolve(files.isEmpty() ? "" : files.get(0));
    return Files.isRegularFile(file)
        ? new WorkFolder(file.getParent(), Optional.of(file))
        : new WorkFolder(around, Optional.empty());
  }

  /**
   * The commit on which the folder stands now, and whether something differs from it, such as
   * {@code v1.2-4-g1f2e3d4, with changes}; nothing where the folder is in no repository, or there
   * is no git.
   */
  Optional<String> git(Console console) {
    List<String> command =
        List.of("git", "--no-optional-locks", "describe", "--always", "--dirty=, with changes");
    try {
      Answer answer = new ChildProcess(console.environment()).run(folder, command, PATIENCE);
      return answer.exit() == 0
          ? Optional.of(answer.out().strip()).filter(each -> !each.isEmpty())
          : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
