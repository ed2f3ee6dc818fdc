package hdw.model;

/**
 * What a sample says of files that are not as they should be.
 *
 * @param skipsMissing whether files that are missing or cannot be read are left out
 */
public record Leniency(boolean skipsMissing, Empty empty) {
  /** What counts where a sample says nothing. */
  public static final Leniency NONE = new Leniency(false, Empty.WARN);

  /** What becomes of a file without events. */
  public enum Empty {
    /** It is kept, with a warning. */
    WARN,
    /** It is left out. */
    SKIP,
    /** It is an error. */
    FAIL
  }
}
