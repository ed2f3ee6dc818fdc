package hdw.executor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs that can be found on a path, and what they say of themselves. */
public final class Tools {
  private static final int PATIENCE_SECONDS = 10;

  private final String path;

  /** Looks along {@code path}, folders with {@code :} between. */
  public Tools(String path) {
    this.path = path;
  }

  /** Where a program is. */
  public Optional<Path> find(String program) {
    for (String each : path.split(":", -1)) {
      Path candidate = Path.of(each.isEmpty() ? "." : each, program);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * The first line that a command prints, on either stream; nothing where it is missing, fails or
   * takes too long.
   */
  public Optional<String> version(List<String> command) {
    if (find(command.get(0)).isEmpty()) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? printed.lines().findFirst() : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
