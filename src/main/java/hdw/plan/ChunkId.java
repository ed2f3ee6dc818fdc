package hdw.plan;

import hdw.catalog.LogicalName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes the ids of chunks from what is in them: the logical names of the files, as listed and
 * without a redirector.
 *
 * <p>An id is 64 bits of SHA-256 in hexadecimal, with the file's stem in front for a single file;
 * it does not change when other files are added, nor with a file's size or time.
 */
final class ChunkId {
  private static final int LONGEST_STEM = 80;

  private final MessageDigest digest;

  ChunkId() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The 64 bits of the files from {@code from} to {@code to}, exclusive. */
  long hash(String[] paths, int from, int to) {
    digest.reset();
    for (int i = from; i < to; i++) {
      digest.update(LogicalName.of(paths[i]).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    byte[] bytes = digest.digest();
    long hash = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      hash = hash << 8 | bytes[i] & 0xff;
    }
    return hash;
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
