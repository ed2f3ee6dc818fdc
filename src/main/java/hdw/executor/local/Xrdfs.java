package hdw.executor.local;

import hdw.remote.NativeClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code xrdfs} of this machine.
 *
 * <p>Its own limits are always set: without them it waits for minutes at a port where nobody
 * listens (more than 4 min were measured).
 */
public final class Xrdfs implements NativeClient {
  private static final Map<String, String> LIMITS =
      Map.of(
          "XRD_CONNECTIONWINDOW", "5",
          "XRD_CONNECTIONRETRY", "1",
          "XRD_REQUESTTIMEOUT", "20",
          "XRD_STREAMTIMEOUT", "20");

  @Override
  public Answer run(List<String> arguments, int most, Duration longest) throws IOException {
    var words = new ArrayList<String>(List.of("xrdfs"));
    words.addAll(arguments);
    Path errors = Files.createTempFile("hdw-xrdfs", ".err");
    try {
      var builder = new ProcessBuilder(words);
      builder.environment().putAll(LIMITS);
      Process process =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(errors.toFile())
              .start();
      return answer(process, most, longest, errors);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private static Answer answer(Process process, int most, Duration longest, Path errors)
      throws IOException {
    // it may hang without printing a byte
    process
        .onExit()
        .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              process.destroyForcibly();
              return process;
            });
    try (InputStream printing = process.getInputStream()) {
      byte[] printed = printing.readNBytes(most);
      if (printed.length == most) {
        process.destroyForcibly();
        return new Answer(0, printed, "");
      }
      int exit = process.waitFor();
      return new Answer(exit, printed, Files.readString(errors, StandardCharsets.ISO_8859_1));
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("xrdfs was interrupted", stopped);
    }
  }
}
