package hdw.plan;

/** FNV-1a, 64 bits: a hash that starts at once and spreads names well. */
public final class Fnv {
  /** The hash of nothing. */
  static final long START = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private Fnv() {}

  /** The hash of a text, by its UTF-16 code units. */
  public static long hash(String text) {
    return add(START, text);
  }

  /** The hash of what {@code hash} is of, and a text behind it. */
  static long add(long hash, String text) {
    long more = hash;
    for (int i = 0; i < text.length(); i++) {
      more = (more ^ text.charAt(i)) * PRIME;
    }
    return more;
  }
}
