package hdw.executor.dask;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The Python process between a driver and the scheduler of {@code distributed}. Its input is its
 * leash: when that is closed, or its driver dies, all that it started ends.
 */
final class Bridge implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;
  private static final int LAST_WORDS = 4096;
  private static final int LAST_LINES = 8;

  private final Process process;
  private final Writer orders;
  private final Thread reader;
  private final Path log;

  private Bridge(Process process, Path log, Consumer<Report> listener) {
    this.process = process;
    this.log = log;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.reader = new Thread(() -> listen(listener), "reports of the Dask bridge");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one; its programs must lie in {@code dask} below the run's folder already.
   *
   * @param python the interpreter, a path or a name on the path
   * @param listener told everything on one thread, {@link Report.Over} at last
   * @throws IOException where there is no such interpreter
   */
  static Bridge start(String python, BridgeSettings settings, Consumer<Report> listener)
      throws IOException {
    Path log = settings.folder().resolve("bridge.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    python,
                    settings.folder().resolve("bridge.py").toString(),
                    settings.write().toString()))
            .directory(settings.run().toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new Bridge(process, log, listener);
  }

  /** Gives an order; says whether there was somebody to give it to. */
  synchronized boolean tell(Order order) {
    var line = new StringWriter();
    try {
      order.write(line);
      orders.write(line.toString());
      orders.flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  private void listen(Consumer<Report> listener) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        listener.accept(ReportReader.read(line));
      }
    } catch (IOException torn) {
      process.destroyForcibly();
    }
    listener.accept(new Report.Over(exit(), lastWords()));
  }

  private int exit() {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return process.isAlive() ? -1 : process.exitValue();
    }
  }

  private String lastWords() {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - LAST_WORDS));
      var end = new byte[(int) Math.min(LAST_WORDS, file.length())];
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).strip().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException unreadable) {
      return "";
    }
  }

  /**
   * Ends it with all its jobs and workers, and waits until it has gone and its last report was
   * heard; after {@value #PATIENCE_SECONDS} s it is killed.
   */
  @Override
  public void close() {
    var unheard = !tell(new Order.End());
    try {
      if (unheard || !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
