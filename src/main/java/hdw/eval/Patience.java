package hdw.eval;

/**
 * A text that a regular expression may look at only so often: reading the file always ends,
 * whatever the pattern.
 *
 * <p>{@code java.util.regex} backtracks without a limit; counting the characters it asks for gives
 * it one.
 */
final class Patience implements CharSequence {
  private static final int PER_CHARACTER = 10_000;
  private final CharSequence text;
  private final long[] left;

  Patience(CharSequence text) {
    this(text, new long[] {(text.length() + 100L) * PER_CHARACTER});
  }

  private Patience(CharSequence text, long[] left) {
    this.text = text;
    this.left = left;
  }

  @Override
  public char charAt(int index) {
    if (--left[0] < 0) {
      throw new LostException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Patience(text.subSequence(start, end), left);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Thrown when the pattern has looked too often. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
