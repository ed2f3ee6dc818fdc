package hdw.root;

import java.io.IOException;
import java.util.Locale;

/**
 * What stands at the beginning of a file, as ROOT's {@code TFile::WriteHeader} writes it.
 *
 * @param version ROOT's version of the writer, such as 62208; a million more where positions have 8
 *     bytes
 * @param directory where the record of the top directory stands
 * @param compression the file's setting: 100 times the algorithm, and a level
 * @param streamers where the file describes its classes; nothing is stored there where {@code full}
 *     is 0
 */
record FileHeader(int version, long directory, int compression, Extent streamers) {
  private static final int WIDE = 1_000_000;
  private static final int LEAST = 64;
  private static final int MOST = 100;

  static FileHeader read(Bytes bytes) throws IOException {
    long size = bytes.size();
    var cursor = new Cursor(new Piece.Stored(bytes, 0, (int) Math.min(size, MOST)));
    checkName(cursor, size);
    int version = cursor.i32();
    boolean wide = version >= WIDE;
    long begin = cursor.u32();
    long end = cursor.offset(wide);
    if (end > size) {
      throw new RootException(
          RootException.Kind.TRUNCATED,
          String.format(
              Locale.ROOT, "is cut off: it says it has %,d bytes but has %,d", end, size));
    }
    cursor.offset(wide);
    cursor.skip(8);
    long name = cursor.u32();
    cursor.u8();
    int compression = cursor.i32();
    long streamers = cursor.offset(wide);
    long length = Math.max(0, cursor.i32());
    return new FileHeader(
        version, begin + name, compression, new Extent(streamers, length, length));
  }

  private static void checkName(Cursor cursor, long size) throws IOException {
    if (size == 0) {
      throw new RootException(RootException.Kind.NOT_ROOT, "is empty");
    }
    if (size < 4 || cursor.i32() != 0x726f6f74) {
      throw new RootException(RootException.Kind.NOT_ROOT, "is no ROOT file");
    }
    if (size < LEAST) {
      throw new RootException(
          RootException.Kind.TRUNCATED, "is cut off: it has only " + size + " bytes");
    }
  }

  /** The writer's version as people write it, such as {@code 6.22/08}. */
  String versionText() {
    int plain = version % WIDE;
    return plain <= 0
        ? "unknown"
        : String.format(
            Locale.ROOT, "%d.%02d/%02d", plain / 10_000, plain / 100 % 100, plain % 100);
  }
}
