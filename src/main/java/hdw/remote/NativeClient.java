package hdw.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Runs XRootD's own {@code xrdfs}, which can show a server who asks; how a process is started is
 * not this package's business.
 */
@FunctionalInterface
public interface NativeClient {

  /**
   * Runs it to its end.
   *
   * @param arguments behind {@code xrdfs}, each as it is: nothing goes through a shell
   * @param longest after which it is ended
   * @throws IOException where there is no such program
   */
  Answer run(List<String> arguments, Duration longest) throws IOException;

  /** How it ended and what it printed, at most the first 16 MiB. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int exit, byte[] printed, String errors) {}
}
