package hdw.root;

import java.io.IOException;

/**
 * A compressed part of a file: blocks of at most 16 MiB, one behind the other, of which only the
 * first ones are unpacked, and only as far as they are needed.
 */
final class Packed implements Piece {
  private final Bytes bytes;
  private final Extent extent;

  Packed(Bytes bytes, Extent extent) {
    this.bytes = bytes;
    this.extent = extent;
  }

  @Override
  public int size() {
    return (int) Math.min(extent.full(), Integer.MAX_VALUE);
  }

  @Override
  public byte[] first(int length) throws IOException {
    Piece.check(length);
    byte[] unpacked = new byte[length];
    int done = 0;
    long at = extent.offset();
    while (done < length) {
      var input = new Input(bytes, at, extent.end());
      Block block = Block.read(input, size() - done);
      int some = Math.min(length - done, block.full());
      block.unpack(input, unpacked, done, some);
      done += some;
      at += Block.HEADER + block.stored();
    }
    return unpacked;
  }

  /** How its first block is compressed. */
  Compression compression() throws IOException {
    return Block.read(new Input(bytes, extent.offset(), extent.end()), size()).compression();
  }
}
