package hdw.root;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A part of a file as a stream for those who unpack it; fetches little at first and then more.
 *
 * <p>Remembers when fetching failed, since libraries hide it behind errors of their own.
 */
final class Input extends InputStream {
  private static final int FIRST = 512;

  private final Bytes bytes;
  private long next;
  private long end;
  private int step = FIRST;
  private byte[] buffer = {};
  private int at;
  private Optional<IOException> failure = Optional.empty();

  Input(Bytes bytes, long start, long end) {
    this.bytes = bytes;
    this.next = start;
    this.end = end;
  }

  /** How many bytes are left. */
  long left() {
    return end - next + buffer.length - at;
  }

  /** Ends so many bytes from here; what is fetched already stays. */
  void endAfter(int length) {
    long excess = left() - length;
    int fetched = buffer.length - at;
    if (length < fetched) {
      buffer = java.util.Arrays.copyOfRange(buffer, at, at + length);
      at = 0;
      end = next;
    } else {
      end -= excess;
    }
  }

  /** Fetches at least so much at once from here on. */
  void readAhead(int length) {
    step = Math.max(step, length);
  }

  /** Throws what fetching threw, if it did. */
  void check() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** The next byte, which must be there. */
  int next() throws IOException {
    int value = read();
    if (value < 0) {
      throw Damage.of("a compressed record in it is cut off");
    }
    return value;
  }

  /** So many of the next bytes, which must be there. */
  void fill(byte[] target, int from, int length) throws IOException {
    if (readNBytes(target, from, length) < length) {
      throw new EOFException();
    }
  }

  @Override
  public int read() throws IOException {
    return fetch() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fetch()) {
      return -1;
    }
    int some = Math.min(length, buffer.length - at);
    System.arraycopy(buffer, at, target, from, some);
    at += some;
    return some;
  }

  private boolean fetch() throws IOException {
    if (at < buffer.length) {
      return true;
    }
    int length = (int) Math.min(step, end - next);
    if (length <= 0) {
      return false;
    }
    try {
      buffer = bytes.read(next, length);
    } catch (IOException unreadable) {
      failure = Optional.of(unreadable);
      throw unreadable;
    }
    at = 0;
    next += length;
    step = Math.min(2 * step, Math.max(step, 1 << 20));
    return true;
  }
}
