package hdw.plan;

import hdw.catalog.Fnv;
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
    String hex = HexFormat.of().toHexDigits(hash);
    return slice.size() == 1 ? stem(slice.files().name(slice.from())) + "-" + hex : hex;
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

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    var safe = new StringBuilder();
    for (int i = 0; i < stem.length() && i < LONGEST_STEM; i++) {
      char c = stem.charAt(i);
      boolean plain =
          c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '+' || c == '-');
      safe.append(plain ? c : '_');
    }
    return safe.toString();
  }
}
