package hdw.run;

/** The tokens of a run's submissions: {@code <run's token>.<number>}, none of them twice. */
final class Tokens {
  private final String run;
  private int last;

  /**
   * Goes on behind the last one that the journal names.
   *
   * @param lastToken empty where there was none
   */
  Tokens(String run, String lastToken) {
    this.run = run;
    this.last = lastToken.isEmpty() ? 0 : number(lastToken);
  }

  /** The number in a token. */
  static int number(String token) {
    try {
      return Integer.parseInt(token.substring(token.lastIndexOf('.') + 1));
    } catch (NumberFormatException damaged) {
      throw new IllegalStateException("a token without number: " + token, damaged);
    }
  }

  /** The next so many, which will be submitted ahead together. */
  Event.Ahead ahead(int count) {
    return new Event.Ahead(last + 1, last + count, Event.Ahead.Step.BEGUN);
  }

  /** The next one. */
  String next() {
    last++;
    return run + "." + last;
  }
}
