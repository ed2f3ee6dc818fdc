package hdw.root;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compresses an object as ROOT does: in blocks, each behind a header of nine bytes. */
final class Packing {
  private Packing() {}

  /**
   * Compresses an object.
   *
   * @param most the size of a block before it is compressed, in bytes; at most 16 MiB less one
   */
  static byte[] pack(byte[] object, Compression compression, int most) throws IOException {
    if (compression == Compression.NONE) {
      return object;
    }
    var packed = new Ink();
    for (int at = 0; at < object.length; at += most) {
      byte[] full = Arrays.copyOfRange(object, at, Math.min(object.length, at + most));
      byte[] stored = block(full, compression);
      packed.raw(letters(compression)).u8(0);
      size(packed, stored.length);
      size(packed, full.length);
      packed.raw(stored);
    }
    return packed.bytes();
  }

  private static byte[] letters(Compression compression) {
    String letters =
        switch (compression) {
          case LZMA -> "XZ";
          case OLD -> "CS";
          case LZ4 -> "L4";
          case ZSTD -> "ZS";
          default -> "ZL";
        };
    return new byte[] {(byte) letters.charAt(0), (byte) letters.charAt(1)};
  }

  private static void size(Ink ink, int size) {
    ink.u8(size).u8(size >>> 8).u8(size >>> 16);
  }

  private static byte[] block(byte[] full, Compression compression) throws IOException {
    return switch (compression) {
      case LZMA -> xz(full);
      case OLD -> deflate(full, true);
      // in front stands a checksum, which hdw does not look at
      case LZ4 -> new Ink().i64(0).raw(compress(full, new Lz4Compressor())).bytes();
      case ZSTD -> compress(full, new ZstdCompressor());
      default -> deflate(full, false);
    };
  }

  private static byte[] deflate(byte[] full, boolean bare) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED, bare);
    try (var out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(full);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static byte[] xz(byte[] full) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new XZOutputStream(bytes, new LZMA2Options(1))) {
      out.write(full);
    }
    return bytes.toByteArray();
  }

  private static byte[] compress(byte[] full, Compressor compressor) {
    byte[] target = new byte[compressor.maxCompressedLength(full.length)];
    int length = compressor.compress(full, 0, full.length, target, 0, target.length);
    return Arrays.copyOf(target, length);
  }
}
