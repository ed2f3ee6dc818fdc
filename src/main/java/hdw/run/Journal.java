package hdw.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * Appends events to the journal of a run: each is handed to the system before the driver acts on
 * it.
 */
public final class Journal implements AutoCloseable {
  private final FileChannel channel;
  private final Clock clock;

  private Journal(FileChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Opens the journal of a run, making it where there is none; a half-written last line is ended
   * first.
   */
  public static Journal open(Path file, Clock clock) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long size = channel.size();
    channel.position(size);
    if (size > 0) {
      var last = ByteBuffer.allocate(1);
      channel.read(last, size - 1);
      if (last.get(0) != '\n') {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
    return new Journal(channel, clock);
  }

  /** Appends one event, and says at what time. */
  public synchronized java.time.Instant append(Event event) throws IOException {
    java.time.Instant now = clock.instant();
    ByteBuffer line = ByteBuffer.wrap(EventText.write(now, event).getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    return now;
  }

  /** Hands what was appended to the system. */
  public synchronized void flush() throws IOException {
    // each line already is
  }

  /** Forces everything to the disk and closes the file. */
  @Override
  public synchronized void close() throws IOException {
    channel.force(false);
    channel.close();
  }
}
