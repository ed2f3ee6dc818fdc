package hdw.root;

import java.io.IOException;

/** A part of a file that is read from its beginning, as far as it is needed. */
interface Piece {
  /** No part is read further than this, in bytes: what is wanted stands at the beginning. */
  int MOST = 64 << 20;

  /** How many bytes it has, compressed or not. */
  int size();

  /**
   * Its beginning.
   *
   * @param length at most its size, in bytes
   */
  byte[] first(int length) throws IOException;

  /** The part of a file that stands in an extent, unpacked where it is compressed. */
  static Piece of(Bytes bytes, Extent extent) throws IOException {
    extent.check(bytes.size());
    return extent.isCompressed()
        ? new Packed(bytes, extent)
        : new Stored(bytes, extent.offset(), (int) Math.min(extent.full(), Integer.MAX_VALUE));
  }

  /** Refuses to read what no file needs, before memory is taken for it. */
  static void check(int length) throws RootException {
    if (length > MOST) {
      throw Damage.of("one of its records wants " + length + " bytes to be read");
    }
  }

  /** A part that is stored as it is. */
  record Stored(Bytes bytes, long offset, int size) implements Piece {
    @Override
    public byte[] first(int length) throws IOException {
      check(length);
      return bytes.read(offset, length);
    }
  }
}
