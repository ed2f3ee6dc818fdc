package hdw.model;

/** The kinds of value that the language has. */
public enum Type {
  TEXT("a text"),
  NUMBER("a number"),
  TRUTH("a truth value"),
  MEMORY("an amount of memory"),
  TIME("a time"),
  COUNT("a count"),
  SHARE("a share in %"),
  LIST("a list"),
  EXECUTOR("an executor"),
  QUEUE("a queue"),
  TASK("a task"),
  REASON("a reason"),
  /** Known only when samples have been looked up. */
  ANY("a value");

  private final String phrase;

  Type(String phrase) {
    this.phrase = phrase;
  }

  /** The kind with its article, for messages. */
  public String phrase() {
    return phrase;
  }

  /** Whether a value of this type may stand where {@code wanted} is wanted. */
  public boolean fits(Type wanted) {
    return this == wanted || this == ANY || wanted == ANY;
  }
}
