package hdw.plan;

import hdw.catalog.LogicalName;
import java.util.HexFormat;

/**
 * Makes the ids of chunks from what is in them: the logical names of the files, as listed and
 * without a redirector.
 *
 * <p>An id is 64 bits of FNV-1a, mixed, in hexadecimal, with the file's stem in front for a single
 * file; it does not change when other files are added, nor with a file's size or time.
 */
final class ChunkId {
  private static final int LONGEST_STEM = 80;

  private ChunkId() {}

  /** The 64 bits of the files from {@code from} to {@code to}, exclusive. */
  static long hash(String[] paths, int from, int to) {
    long hash = Fnv.START;
    for (int i = from; i < to; i++) {
      hash = Fnv.add(Fnv.add(hash, LogicalName.of(paths[i])), "\n");
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
  static String text(long hash, String[] paths, int from, int to) {
    String hex = HexFormat.of().toHexDigits(hash);
    return to - from == 1 ? stem(paths[from]) + "-" + hex : hex;
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
