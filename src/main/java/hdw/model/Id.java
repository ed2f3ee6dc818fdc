package hdw.model;

/** What may stand in the id of a node or a job: letters, digits and {@code . _ + - /}. */
public final class Id {
  private Id() {}

  /** Whether a text can be a part of an id as it is. */
  public static boolean canHold(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._+-/".indexOf(c) >= 0));
  }
}
