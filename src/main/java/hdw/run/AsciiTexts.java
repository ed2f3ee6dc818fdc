package hdw.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts of ASCII that come again and again as bytes, each made once, whichever thread reads it.
 *
 * <p>It forgets: a text takes the place of another one with the same place in its table, so that it
 * never grows.
 */
final class AsciiTexts {
  private static final int SIZE = 1 << 13;

  private final String[] texts = new String[SIZE];
  private final byte[][] keys = new byte[SIZE][];

  /** The text that these bytes make. */
  String of(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return of(bytes, from, to, hash);
  }

  /** The text that these bytes make, whose hash is known: any number that hangs on all of them. */
  String of(byte[] bytes, int from, int to, int hash) {
    int place = (hash ^ hash >>> 16) & SIZE - 1;
    byte[] known = keys[place];
    if (known == null || !isAt(known, bytes, from, to)) {
      keys[place] = Arrays.copyOfRange(bytes, from, to);
      texts[place] = new String(bytes, from, to - from, StandardCharsets.US_ASCII).intern();
    }
    return texts[place];
  }

  private static boolean isAt(byte[] known, byte[] bytes, int from, int to) {
    boolean same = known.length == to - from;
    for (int i = 0; same && i < known.length; i++) {
      same = known[i] == bytes[from + i];
    }
    return same;
  }
}
