package hdw.executor.htcondor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows the user log of a run, which HTCondor writes while it is read.
 *
 * <p>Only the place behind the last whole event is kept, so that what is half written now is read
 * as a whole later. A file that is shorter than that place, or is another than before, is read from
 * its start.
 */
final class EventLog {
  /** Read at once; an event that is longer is passed over. */
  private static final int PIECE = 1 << 20;

  /** Bytes of the events that one reading gives, at most a piece more. */
  private static final long MOST = 16L << 20;

  /** Bytes by which a file is known again, as a new file often gets the number of a deleted one. */
  private static final int HEAD = 256;

  private final Path file;
  private final ZoneId zone;
  private long place;
  private Optional<Object> number = Optional.empty();
  private byte[] head = {};
  private boolean lostSome;

  /** Follows {@code file}, which may come later, and whose times are of {@code zone}. */
  EventLog(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  /** Begins anew at byte 0. */
  synchronized void rewind() {
    place = 0;
    head = new byte[0];
  }

  /**
   * Whether, since this was last asked, what had been read was not there any more, or was damaged:
   * what HTCondor wrote behind it may be gone unread.
   */
  synchronized boolean hasLostSome() {
    boolean lost = lostSome;
    lostSome = false;
    return lost;
  }

  /**
   * The whole events since the last reading, in order; none where the file is not there yet.
   *
   * <p>Of a long log this gives about 16 MB at a time: where all of it is meant, ask until there
   * are none.
   */
  synchronized List<LogEvent> read() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      notice(channel, Optional.ofNullable(attributes.fileKey()));
      LocalDate written = LocalDate.ofInstant(attributes.lastModifiedTime().toInstant(), zone);
      return events(channel, new EventCutter(new LogTime(zone, written)));
    } catch (NoSuchFileException e) {
      lostSome |= place > 0;
      rewind();
      return List.of();
    }
  }

  /** Goes back to the start where this is not the file of which a part was read. */
  private void notice(FileChannel channel, Optional<Object> now) throws IOException {
    boolean same =
        channel.size() >= place
            && Objects.equals(now, number)
            && Arrays.equals(head, bytes(channel, 0, head.length));
    if (!same) {
      lostSome |= place > 0;
      rewind();
    }
    number = now;
    if (head.length < HEAD) {
      head = bytes(channel, 0, HEAD);
    }
  }

  private List<LogEvent> events(FileChannel channel, EventCutter cutter) throws IOException {
    long enough = place + MOST;
    while (place < enough || cutter.isEmpty()) {
      byte[] piece = bytes(channel, place, PIECE);
      int used = cutter.cut(piece);
      if (used == 0 && piece.length < PIECE) {
        break;
      }
      place += used == 0 ? wholeLines(piece) : used;
    }
    lostSome |= cutter.metDamage();
    return cutter.events();
  }

  /** Of a piece in which no event ends. */
  private static int wholeLines(byte[] piece) {
    int end = piece.length;
    while (end > 0 && piece[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? piece.length : end;
  }

  /** The bytes from {@code start}: {@code most}, or what there is. */
  private static byte[] bytes(FileChannel channel, long start, int most) throws IOException {
    int length = (int) Math.max(0, Math.min(most, channel.size() - start));
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer, start + buffer.position());
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
