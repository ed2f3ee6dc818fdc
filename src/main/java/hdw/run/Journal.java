package hdw.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Appends events to the journal of a run.
 *
 * <p>Events are collected until {@link #flush}, which a driver calls before it acts on them: then a
 * death of the driver loses none. The disk has them about a second later, so that the death of the
 * machine loses no more than that; waiting for the disk after each event would slow a run down to
 * some hundred jobs a second.
 */
public final class Journal implements AutoCloseable {
  private static final int MOST_COLLECTED = 1 << 20;

  private final FileChannel channel;
  private final Clock clock;
  private final DiskForcer forcer;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

  /** Where the last whole line ends. */
  private long end;

  private Optional<Path> fresh = Optional.empty();

  private Journal(FileChannel channel, Clock clock, long end) {
    this.channel = channel;
    this.clock = clock;
    this.end = end;
    this.forcer = new DiskForcer(channel);
  }

  /**
   * Opens the journal of a run, making it where there is none.
   *
   * <p>What stands behind its last newline becomes a line where it is a whole event, and is cut off
   * where it is half of one. Only one process may have a journal open; others may read it.
   */
  public static Journal open(Path file, Clock clock) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return of(channel, clock);
    } catch (IOException broken) {
      channel.close();
      throw broken;
    }
  }

  /**
   * Begins the journal of a run that has none. It takes its place at {@link #settle}: until all
   * that an earlier run left is taken over, a death leaves that one the last run.
   */
  public static Journal begin(Path file, Clock clock) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Journal journal = open(fresh, clock);
    journal.fresh = Optional.of(fresh);
    return journal;
  }

  /** Hands all to the system; a journal that was begun takes its place. */
  public synchronized void settle() throws IOException {
    flush();
    if (fresh.isPresent()) {
      String name = fresh.get().getFileName().toString();
      Path place = fresh.get().resolveSibling(name.substring(0, name.length() - ".new".length()));
      Files.move(fresh.get(), place, StandardCopyOption.ATOMIC_MOVE);
      fresh = Optional.empty();
    }
  }

  /** A journal in an open file, which may have other content already. */
  static Journal of(FileChannel channel, Clock clock) throws IOException {
    long end = JournalTail.repair(channel);
    channel.position(end);
    return new Journal(channel, clock, end);
  }

  /**
   * Collects one event.
   *
   * @return the time that is written down with it
   */
  public synchronized Instant append(Event event) throws IOException {
    Instant now = clock.instant();
    collected.writeBytes(EventText.write(now, event).getBytes(StandardCharsets.UTF_8));
    if (collected.size() > MOST_COLLECTED) {
      flush();
    }
    return now;
  }

  /**
   * Hands all that was collected to the system, in one piece.
   *
   * @throws IOException where that fails, as on a full disk; the journal then ends with the last
   *     whole line before, and the events stay collected
   */
  public synchronized void flush() throws IOException {
    if (collected.size() == 0) {
      return;
    }
    ByteBuffer lines = ByteBuffer.wrap(collected.toByteArray());
    try {
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
    } catch (IOException failed) {
      takeBack(failed);
      throw failed;
    }
    end += lines.limit();
    collected.reset();
    forcer.somethingIsNew();
  }

  /** Cuts off what a failed write left; where that fails too, {@link #open} does it later. */
  private void takeBack(IOException failed) {
    try {
      channel.position(end); // first: even if the rest stays, the next write goes over it
      channel.truncate(end);
    } catch (IOException again) {
      failed.addSuppressed(again);
    }
  }

  /** Writes what is left, waits until the disk has everything, and closes the file. */
  @Override
  public synchronized void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel;
        forcer) {
      flush();
    }
  }
}
