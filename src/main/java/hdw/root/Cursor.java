package hdw.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the numbers and texts of a piece from front to back, big-endian as ROOT writes them.
 *
 * <p>Asks the piece for little at first, and for more only when it is needed: a tree's object has
 * megabytes, of which the first 300 bytes are wanted.
 */
final class Cursor {
  private static final int FIRST = 512;
  private static final int GROWTH = 8;
  private static final int BYTE_COUNT = 0x40000000;

  private final Piece piece;
  private final int first;
  private byte[] data = {};
  private int position;

  /** What stands before an object: its class's version, and where the object ends. */
  record Frame(int version, int end) {}

  Cursor(Piece piece) {
    this(piece, FIRST);
  }

  /** A cursor that asks for so many bytes at first. */
  Cursor(Piece piece, int first) {
    this.piece = piece;
    this.first = first;
  }

  int position() {
    return position;
  }

  int remaining() {
    return piece.size() - position;
  }

  int u8() throws IOException {
    need(1);
    return data[position++] & 0xff;
  }

  int u16() throws IOException {
    return u8() << 8 | u8();
  }

  int i32() throws IOException {
    return u16() << 16 | u16();
  }

  long u32() throws IOException {
    return i32() & 0xffffffffL;
  }

  long i64() throws IOException {
    return u32() << 32 | u32();
  }

  double f64() throws IOException {
    return Double.longBitsToDouble(i64());
  }

  /** A position in the file: 8 bytes where so much is said elsewhere, else 4. */
  long offset(boolean wide) throws IOException {
    return wide ? i64() : u32();
  }

  /** A text with its length in front. */
  String text() throws IOException {
    int length = u8();
    return text(length < 255 ? length : i32());
  }

  /** A text that ends with a zero. */
  String textToZero() throws IOException {
    int start = position;
    while (u8() != 0) {
      // to its end
    }
    return new String(data, start, position - 1 - start, StandardCharsets.UTF_8);
  }

  private String text(int length) throws IOException {
    need(length);
    position += length;
    return new String(data, position - length, length, StandardCharsets.UTF_8);
  }

  /** What stands before an object. */
  Frame frame() throws IOException {
    int count = i32();
    int start = position;
    int length = count & ~BYTE_COUNT;
    if ((count & BYTE_COUNT) == 0 || length < 2 || length > remaining()) {
      throw Damage.of("an object in it does not say how long it is");
    }
    return new Frame(u16(), start + length);
  }

  /** Passes over an object that says how long it is. */
  void skipObject() throws IOException {
    skipTo(frame().end());
  }

  void skip(long bytes) throws IOException {
    if (bytes < 0 || bytes > remaining()) {
      throw cutOff();
    }
    position += (int) bytes;
  }

  /** Goes on further behind, at a place that a frame gave. */
  void skipTo(int place) throws IOException {
    skip((long) place - position);
  }

  /** Sees to it that so many bytes from here can be read, before memory is taken for them. */
  void reserve(int length) throws IOException {
    need(length);
  }

  private void need(int length) throws IOException {
    if (length < 0 || length > remaining()) {
      throw cutOff();
    }
    if (length > data.length - position) {
      long wanted =
          Math.max((long) position + length, Math.max(first, (long) data.length * GROWTH));
      data = piece.first((int) Math.min(wanted, furthest(position + length)));
    }
  }

  /** Growing stops at the most that may be read, as long as that is enough. */
  private int furthest(int needed) {
    return Math.min(piece.size(), Math.max(needed, Piece.MOST));
  }

  private static RootException cutOff() {
    return Damage.of("a record in it ends too early");
  }
}
