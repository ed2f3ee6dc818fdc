package hdw.executor.local;

import hdw.catalog.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command behind {@code command("...")} with bash. */
public final class ShellLookUp implements Surroundings.Shell {
  private static final int LONGEST_MINUTES = 10;

  @Override
  public List<String> run(String line, Path folder) throws IOException {
    Path printed = Files.createTempFile("hdw-command", ".out");
    Path errors = Files.createTempFile("hdw-command", ".err");
    try {
      Process process =
          new ProcessBuilder("bash", "-o", "pipefail", "-c", line)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(printed.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        String said = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        throw new IOException(
            "the command `"
                + line
                + "` "
                + (ended
                    ? "failed with exit code " + process.exitValue()
                    : "took more than " + LONGEST_MINUTES + " min")
                + (last.isEmpty() ? "" : ": " + last));
      }
      return Files.readString(printed).lines().toList();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("the command `" + line + "` was interrupted", stopped);
    } finally {
      Files.deleteIfExists(printed);
      Files.deleteIfExists(errors);
    }
  }
}
