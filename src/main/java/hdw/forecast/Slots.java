package hdw.forecast;

/**
 * How many cores run jobs at a time.
 *
 * @param here on this machine
 * @param away of batch systems, all together
 */
public record Slots(int here, int away) {
  /** So many that nothing ever waits for one. */
  static final int UNLIMITED = 1 << 30;

  /** Refuses to run without any. */
  public Slots {
    if (here < 1 || away < 1) {
      throw new IllegalArgumentException("no slots: " + here + ", " + away);
    }
  }
}
