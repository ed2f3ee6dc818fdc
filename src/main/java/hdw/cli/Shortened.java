package hdw.cli;

/** Texts that have to fit: an id says most at its beginning and at its end. */
final class Shortened {
  private static final String GAP = "...";

  private Shortened() {}

  /**
   * The text, with its middle left out where it is longer than {@code most}, which is at least 8.
   */
  static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = (most - GAP.length()) * 2 / 3;
    int begin = most - GAP.length() - end;
    return text.substring(0, begin) + GAP + text.substring(text.length() - end);
  }

  /** The text, cut off at its end where it is too long. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + GAP;
  }
}
