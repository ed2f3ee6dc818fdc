package hdw.plan;

import hdw.catalog.Fnv;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Makes the ids of chunks from what is in them: the logical names of the files, as listed and
 * without a redirector, and the range of events where a chunk is one.
 *
 * <p>An id is 64 bits of FNV-1a, mixed, in hexadecimal, with the file's stem in front for a single
 * file; it does not change when other files are added, nor with a file's size or time.
 */
final class ChunkId {
  private static final int LONGEST_STEM = 80;
  private static final int DIGITS = 16;

  private ChunkId() {}

  /** The 64 bits of what a chunk is of. */
  static long hash(Slice slice) {
    long hash = Fnv.START;
    for (int i = slice.from(); i < slice.to(); i++) {
      hash = Fnv.add(slice.files().hash(hash, i), "\n");
    }
    if (slice.isOfEvents()) {
      hash = Fnv.add(hash, slice.first() + "-" + slice.stop());
    }
    return mixed(hash);
  }

  /** The last step of MurmurHash3, so that every bit of the result hangs on every bit before. */
  private static long mixed(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  /** The id of a chunk with these bits: of a single file with its stem. */
  static String text(long hash, Slice slice) {
    byte[] text = new byte[LONGEST_STEM + 1 + DIGITS];
    int size = 0;
    if (slice.size() == 1) {
      size = addStem(slice.files().name(slice.from()), text);
      text[size++] = '-';
    }
    addDigits((int) (hash >>> Integer.SIZE), text, size);
    addDigits((int) hash, text, size + DIGITS / 2);
    return new String(text, 0, size + DIGITS, StandardCharsets.ISO_8859_1); // copies as it is
  }

  private static void addDigits(int bits, byte[] text, int begin) {
    int rest = bits;
    for (int at = begin + DIGITS / 2 - 1; at >= begin; at--) {
      int digit = rest & 0xf;
      text[at] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
      rest >>>= 4;
    }
  }

  /** How many characters an id has at most of a file whose name without its folder has so many. */
  static int longest(int name) {
    return Math.min(name, LONGEST_STEM) + 1 + DIGITS;
  }

  /** The bits in an id; nothing where it is none. */
  static OptionalLong bits(String id) {
    try {
      int start = id.length() - DIGITS;
      return start < 0
          ? OptionalLong.empty()
          : OptionalLong.of(HexFormat.fromHexDigitsToLong(id, start, id.length()));
    } catch (IllegalArgumentException noDigits) {
      return OptionalLong.empty();
    }
  }

  /** Writes a file's name without folder and ending to the beginning; gives where it ends there. */
  private static int addStem(String path, byte[] text) {
    int begin = path.lastIndexOf('/') + 1;
    int dot = path.lastIndexOf('.');
    int end = Math.min(begin + LONGEST_STEM, dot > begin ? dot : path.length());
    for (int i = begin; i < end; i++) {
      char c = path.charAt(i);
      text[i - begin] = isPlain(c) ? (byte) c : (byte) '_';
    }
    return end - begin;
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '+'
        || c == '-';
  }
}
