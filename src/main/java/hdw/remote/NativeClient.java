package hdw.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Runs XRootD's own {@code xrdfs}, which can show a server who asks; how a process is started is
 * not this package's business.
 */
@FunctionalInterface
public interface NativeClient {

  /**
   * Runs it until it ends, or has printed enough.
   *
   * @param arguments behind {@code xrdfs}, each as it is: nothing goes through a shell
   * @param most after so many bytes it is ended, and that counts as an end without a fault
   * @param longest after which it is ended
   * @throws IOException where there is no such program
   */
  Answer run(List<String> arguments, int most, Duration longest) throws IOException;

  /** How it ended, what it printed, and the last of what it said besides. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int exit, byte[] printed, String errors) {

    /** What it printed, as a text. */
    String text() {
      return new String(printed, StandardCharsets.UTF_8);
    }
  }
}
