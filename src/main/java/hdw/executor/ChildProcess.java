package hdw.executor;

import hdw.executor.local.Tools;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs as children of this process, in its environment or another one.
 *
 * <p>What they print goes through files: a pipe would have to be read at once, and a grandchild
 * that lives on would keep it open.
 */
public final class ChildProcess implements Program {
  private static final File NOTHING = new File("/dev/null");

  private final Optional<Map<String, String>> environment;

  /** Programs that run in the environment of this process. */
  public ChildProcess() {
    this.environment = Optional.empty();
  }

  /** Programs that run in this environment, and are looked for along its {@code PATH}. */
  public ChildProcess(Map<String, String> environment) {
    this.environment = Optional.of(Map.copyOf(environment));
  }

  @Override
  public Answer run(Path folder, List<String> command, Duration longest) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Path out = Files.createTempFile("hdw-said", ".out");
    Path err = Files.createTempFile("hdw-said", ".err");
    try (InputStream saidOut = Files.newInputStream(out);
        InputStream saidErr = Files.newInputStream(err)) {
      Process process;
      try {
        process = start(builder(folder, command, out, err));
      } finally { // they live on while they are open, and a driver that is killed leaves none
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
      int exit = exit(process, command.get(0), longest);
      return new Answer(exit, text(saidOut), text(saidErr));
    }
  }

  private ProcessBuilder builder(Path folder, List<String> command, Path out, Path err)
      throws IOException {
    var builder =
        new ProcessBuilder(found(command))
            .directory(folder.toFile())
            .redirectInput(NOTHING)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    environment.ifPresent(
        each -> {
          builder.environment().clear();
          builder.environment().putAll(each);
        });
    return builder;
  }

  /** With the place of the program: Java itself looks along the path of this process alone. */
  private List<String> found(List<String> command) throws IOException {
    String name = command.get(0);
    if (environment.isEmpty() || name.contains("/")) {
      return command;
    }
    var words = new ArrayList<>(command);
    words.set(
        0,
        new Tools(environment.get().getOrDefault("PATH", ""))
            .find(name)
            .orElseThrow(() -> new IOException("there is no `" + name + "` on the path"))
            .toString());
    return words;
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException cannot) {
      String program = builder.command().get(0);
      throw new IOException("`" + program + "` cannot be started: is it on the path?", cannot);
    }
  }

  private static int exit(Process process, String program, Duration longest) throws IOException {
    try {
      if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException stopped) {
      end(process);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while `" + program + "` was running", stopped);
    }
    end(process);
    throw new IOException(
        "`" + program + "` did not answer within " + longest.toSeconds() + " s and was ended");
  }

  /** The children first are asked for: once their parent has ended nobody knows whose they are. */
  private static void end(Process process) {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  private static String text(InputStream said) throws IOException {
    return new String(said.readAllBytes(), StandardCharsets.UTF_8);
  }
}
