package hdw.executor.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts jobs as child processes of this one, and ends them. */
public final class LocalLauncher {
  private static final int GRACE_SECONDS = 5;

  private final Optional<OutputStream> screen;

  /** A launcher that also shows the output of jobs on {@code screen} where there is one. */
  public LocalLauncher(Optional<OutputStream> screen) {
    this.screen = screen;
  }

  /**
   * How to start an attempt.
   *
   * @param folder where it starts: the run's folder
   * @param command the program and its arguments
   * @param environment variables that are added to those of this process
   * @param log where its output goes, without {@code .out} and {@code .err}
   */
  public record Attempt(
      Path folder, List<String> command, Map<String, String> environment, Path log) {
    /** Where its standard output goes. */
    public Path out() {
      return log.resolveSibling(log.getFileName() + ".out");
    }

    /** Where its standard error goes. */
    public Path err() {
      return log.resolveSibling(log.getFileName() + ".err");
    }
  }

  /** Starts an attempt; its input is empty. */
  public Process start(Attempt attempt) throws IOException {
    Files.createDirectories(attempt.log().getParent());
    var builder = new ProcessBuilder(attempt.command()).directory(attempt.folder().toFile());
    builder.environment().putAll(attempt.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    if (screen.isEmpty()) {
      builder.redirectOutput(attempt.out().toFile()).redirectError(attempt.err().toFile());
      return builder.start();
    }
    Process process = builder.start();
    copy(process.getInputStream(), attempt.out());
    copy(process.getErrorStream(), attempt.err());
    return process;
  }

  private void copy(InputStream from, Path file) throws IOException {
    OutputStream to = Files.newOutputStream(file);
    OutputStream shown = screen.orElseThrow();
    var copier =
        new Thread(
            () -> {
              try (from;
                  to) {
                byte[] buffer = new byte[8192];
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                  to.write(buffer, 0, read);
                  synchronized (shown) {
                    shown.write(buffer, 0, read);
                    shown.flush();
                  }
                }
              } catch (IOException lost) {
                throw new UncheckedIOException("a job's output was lost: " + file, lost);
              }
            },
            "output of " + file.getFileName());
    copier.setDaemon(true);
    copier.start();
  }

  /** Ends processes with all their children: asks first, and after a few seconds insists. */
  public static void end(List<Process> processes) {
    processes.forEach(Process::destroy);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (Process each : processes) {
      try {
        each.waitFor(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      }
    }
    for (Process each : processes) {
      if (each.isAlive()) {
        each.descendants().forEach(ProcessHandle::destroyForcibly);
        each.destroyForcibly();
      }
    }
  }
}
