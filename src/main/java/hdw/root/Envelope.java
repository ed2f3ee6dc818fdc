package hdw.root;

import java.io.IOException;

/** A part of an RNTuple: little-endian numbers in frames that say how long they are. */
final class Envelope {
  static final int FOOTER = 2;
  static final int PAGES = 3;

  /** The only locator besides the plain one that lies in the same file: 8 bytes of size. */
  private static final int LARGE = 1;

  private final Cursor cursor;

  private Envelope(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Opens an envelope that must be of this type. */
  static Envelope open(Bytes bytes, Extent extent, int type) throws IOException {
    var envelope = new Envelope(new Cursor(Piece.of(bytes, extent)));
    if ((envelope.i64() & 0xffff) != type) {
      throw Damage.of("an RNTuple in it does not lie where it should");
    }
    return envelope;
  }

  int i32() throws IOException {
    return Integer.reverseBytes(cursor.i32());
  }

  long i64() throws IOException {
    return Long.reverseBytes(cursor.i64());
  }

  void skip(int bytes) throws IOException {
    cursor.skip(bytes);
  }

  void skipTo(int place) throws IOException {
    cursor.skipTo(place);
  }

  /** Feature flags go on while the highest bit is set. */
  void skipFlags() throws IOException {
    while (i64() < 0) {
      // more follow
    }
  }

  /** Begins a frame of one thing; tells where it ends. */
  int frame() throws IOException {
    int start = cursor.position();
    return end(start, i64());
  }

  /** Begins a frame of a list, whose size is negative; tells how many there are. */
  int list() throws IOException {
    int start = cursor.position();
    end(start, -i64());
    int count = i32();
    // every element is a frame, which is 8 bytes at least
    if (count < 0 || count > cursor.remaining() / 8) {
      throw Damage.of("a list of an RNTuple in it is longer than its place");
    }
    return count;
  }

  void skipFrame() throws IOException {
    skipTo(frame());
  }

  private int end(int start, long size) throws RootException {
    if (size < 8 || size > cursor.remaining() + 8L) {
      throw Damage.of("a frame of an RNTuple in it does not say how long it is");
    }
    return start + (int) size;
  }

  /** Where another envelope stands: its full size, then a locator. */
  Extent link() throws IOException {
    long full = i64();
    int size = i32();
    if (size >= 0) {
      return new Extent(i64(), size, full);
    }
    if (-size >> 24 != LARGE) {
      throw new RootException(
          RootException.Kind.UNSUPPORTED, "holds an RNTuple whose parts lie outside the file");
    }
    long stored = i64();
    return new Extent(i64(), stored, full);
  }
}
