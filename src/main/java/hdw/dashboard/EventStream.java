package hdw.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells one browser what changes, as server-sent events: {@code board} with what is new, {@code
 * beat} where nothing is, so that both sides notice when the other one is gone.
 */
final class EventStream {
  private static final long MILLISECONDS_BETWEEN_BEATS = 10_000;
  private static final String TRY_AGAIN = "retry: 2000\n\n";

  private final Board board;
  private final OutputStream out;

  EventStream(Board board, OutputStream out) {
    this.board = board;
    this.out = out;
  }

  /** Tells until the page is over or nobody listens; the latter is an error of the connection. */
  void tell() throws IOException {
    write(TRY_AGAIN);
    Snapshot seen = Snapshot.NOTHING;
    try {
      while (!board.isClosed()) {
        Snapshot now = board.after(seen, MILLISECONDS_BETWEEN_BEATS);
        if (now.equals(seen)) {
          write("event: beat\ndata: {}\n\n");
        } else {
          write("event: board\ndata: " + now.since(seen) + "\n\n");
        }
        seen = now;
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
