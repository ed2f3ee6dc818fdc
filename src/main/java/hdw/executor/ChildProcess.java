package hdw.executor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs as children of this process, in its environment.
 *
 * <p>What they print goes through files: a pipe would have to be read at once, and a grandchild
 * that lives on would keep it open.
 */
public final class ChildProcess implements Program {
  private static final File NOTHING = new File("/dev/null");

  @Override
  public Answer run(Path folder, List<String> command, Duration longest) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Path out = Files.createTempFile("hdw-said", ".out");
    Path err = Files.createTempFile("hdw-said", ".err");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(NOTHING)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      int exit = exit(start(builder), command.get(0), longest);
      return new Answer(exit, text(out), text(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
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

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
