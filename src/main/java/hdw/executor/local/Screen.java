package hdw.executor.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Shows the output of jobs while it is written to files. */
final class Screen {
  private final OutputStream shown;

  Screen(OutputStream shown) {
    this.shown = shown;
  }

  /** Copies on a thread of its own until the stream ends; completed when all of it was shown. */
  CompletableFuture<Void> copy(InputStream from, Path file) throws IOException {
    OutputStream to = Files.newOutputStream(file);
    var shownAll = new CompletableFuture<Void>();
    Runnable copying =
        () -> {
          try {
            copy(from, to, file);
          } finally {
            shownAll.complete(null);
          }
        };
    var copier = new Thread(copying, "output of " + file.getFileName());
    copier.setDaemon(true);
    copier.start();
    return shownAll;
  }

  private void copy(InputStream from, OutputStream to, Path file) {
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
  }
}
