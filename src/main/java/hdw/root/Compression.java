package hdw.root;

import java.util.Optional;

/** How an object is compressed, as the letters in front of it say. */
public enum Compression {
  /** Not at all. */
  NONE("none", "", 0),
  /** Deflate, ROOT's own for a long time. */
  ZLIB("zlib", "ZL", 1),
  /** LZMA in an xz stream. */
  LZMA("lzma", "XZ", 2),
  /** Deflate without a frame, of very old files. */
  OLD("deflate", "CS", 3),
  /** LZ4 behind a checksum. */
  LZ4("lz4", "L4", 4),
  /** Zstandard. */
  ZSTD("zstd", "ZS", 5);

  private final String word;
  private final String letters;
  private final int number;

  Compression(String word, String letters, int number) {
    this.word = word;
    this.letters = letters;
    this.number = number;
  }

  /** Its usual name, such as {@code zlib}. */
  public String word() {
    return word;
  }

  static Optional<Compression> of(String letters) {
    for (Compression each : values()) {
      if (each.letters.equals(letters) && each != NONE) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * A file's setting in words, such as {@code zstd, level 5}; objects may have been written with
   * another one.
   *
   * @param setting 100 times the algorithm's number, and a level; see ROOT's {@code
   *     TFile::SetCompressionSettings}
   */
  static String words(int setting) {
    int level = setting % 100;
    if (setting < 0 || level == 0) {
      return NONE.word;
    }
    for (Compression each : values()) {
      // without a number ROOT takes zlib
      if (each.number == Math.max(1, setting / 100)) {
        return each.word + ", level " + level;
      }
    }
    return "setting " + setting;
  }
}
