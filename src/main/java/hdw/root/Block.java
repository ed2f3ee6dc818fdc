package hdw.root;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.tukaani.xz.LZMA2InputStream;

/**
 * The header of a compressed block: two letters for the algorithm, a byte for its version, and two
 * sizes of three bytes, little-endian (ROOT's {@code R__zip} family).
 *
 * @param stored the block's size behind this header, in bytes
 * @param full its size unpacked, in bytes
 */
record Block(Compression compression, int stored, int full) {
  static final int HEADER = 9;

  /** Zstandard and xz give nothing before they have read about this much. */
  private static final int MUCH = 64 << 10;

  private static final int CHECKSUM = 8;

  /**
   * Reads a header.
   *
   * @param most how many bytes the object still lacks
   */
  static Block read(Input input, int most) throws IOException {
    String letters = "" + (char) input.next() + (char) input.next();
    input.next();
    int stored = size(input);
    int full = size(input);
    Compression compression =
        Compression.of(letters)
            .orElseThrow(() -> Damage.of("a compressed record in it has no known algorithm"));
    if (full < 1 || full > most || stored > input.left()) {
      throw Damage.of("the sizes of a compressed record in it do not add up");
    }
    return new Block(compression, stored, full);
  }

  private static int size(Input input) throws IOException {
    return input.next() | input.next() << 8 | input.next() << 16;
  }

  /**
   * Unpacks its beginning.
   *
   * @param input stands behind the header
   * @param at where in {@code target} it goes
   * @param length at most its full size, in bytes
   */
  void unpack(Input input, byte[] target, int at, int length) throws IOException {
    input.endAfter(stored);
    try {
      if (compression == Compression.LZ4) {
        input.skipNBytes(CHECKSUM);
        Lz4.unpack(input, target, at, at + length);
      } else {
        read(input, target, at, length);
      }
    } catch (IOException | RuntimeException spoilt) {
      // what fetching said is passed on; what a library says of spoilt bytes is not for people
      input.check();
      throw Damage.of("a record in it cannot be unpacked as " + compression.word());
    }
  }

  private void read(Input input, byte[] target, int at, int length) throws IOException {
    try (InputStream unpacked = open(input, length)) {
      if (unpacked.readNBytes(target, at, length) < length) {
        throw Damage.of("a compressed record in it is too short");
      }
    }
  }

  private InputStream open(Input input, int length) throws IOException {
    if (compression == Compression.LZMA || compression == Compression.ZSTD) {
      input.readAhead(MUCH);
    }
    return switch (compression) {
      case LZMA -> xz(input, length);
      case ZSTD -> new ZstdInputStream(input);
      case OLD -> new Deflated(input);
      default -> new InflaterInputStream(input);
    };
  }

  /**
   * Opens an xz stream at the LZMA2 data of its only block. Writers set the dictionary to as much
   * as 64 MB, which xz's own stream would allocate for 512 bytes; what is unpacked never looks back
   * further than its beginning.
   *
   * <p>The layout is that of "The .xz File Format", 1.2.0: a stream header of 12 bytes, then a
   * block header that begins with a quarter of its size, less one.
   */
  private static InputStream xz(Input input, int length) throws IOException {
    input.skipNBytes(12);
    int size = (input.next() + 1) * 4;
    int filters = (input.next() & 3) + 1;
    if (filters != 1) {
      throw Damage.of("an xz record in it is of no kind that ROOT writes");
    }
    input.skipNBytes(size - 2);
    return new LZMA2InputStream(input, Math.max(LZMA2InputStream.DICT_SIZE_MIN, length));
  }

  /** Deflate without a frame. */
  private static final class Deflated extends InflaterInputStream {
    Deflated(InputStream input) {
      super(input, new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
