package hdw.diagnostic;

/** How bad a diagnostic is. */
public enum Severity {
  /** Nothing runs. */
  ERROR("error"),
  /** It runs, but the person should look. */
  WARNING("warning"),
  /** It runs, and nothing is wrong with that. */
  NOTE("note");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word in front of the code. */
  public String word() {
    return word;
  }
}
