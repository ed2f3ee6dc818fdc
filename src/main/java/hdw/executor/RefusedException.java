package hdw.executor;

/**
 * A batch system has read a submission and does not take it: the same again would be refused again.
 * The message is its own words.
 */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** A refusal in the system's words. */
  public RefusedException(String said) {
    super(said);
  }
}
