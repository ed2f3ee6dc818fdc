package hdw.catalog;

/** FNV-1a, 64 bits: a hash that starts at once and spreads names well. */
public final class Fnv {
  /** The hash of nothing. */
  public static final long START = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private Fnv() {}

  /** The hash of a text, by its UTF-16 code units. */
  public static long hash(String text) {
    return add(START, text);
  }

  /** The hash of what {@code hash} is of, and a text behind it. */
  public static long add(long hash, String text) {
    return add(hash, text, 0, text.length());
  }

  /** The hash of what {@code hash} is of, and a part of a text behind it, {@code end} exclusive. */
  static long add(long hash, String text, int begin, int end) {
    long more = hash;
    for (int i = begin; i < end; i++) {
      more = (more ^ text.charAt(i)) * PRIME;
    }
    return more;
  }
}
