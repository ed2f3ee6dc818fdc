package hdw.json;

/**
 * Texts that come again and again, each kept once.
 *
 * <p>It forgets: a text takes the place of another one with the same place in its table, so that it
 * never grows.
 */
public final class SharedTexts {
  private static final int SIZE = 1 << 13;

  private final String[] texts = new String[SIZE];

  /** The text that these characters make. */
  public String of(char[] characters, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + characters[i];
    }
    int place = (hash ^ (hash >>> 16)) & (SIZE - 1);
    String known = texts[place];
    if (known == null || !same(known, characters, from, length)) {
      known = new String(characters, from, length);
      texts[place] = known;
    }
    return known;
  }

  private static boolean same(String known, char[] characters, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != characters[from + i]) {
        return false;
      }
    }
    return true;
  }
}
