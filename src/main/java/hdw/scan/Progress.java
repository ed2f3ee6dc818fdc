package hdw.scan;

/** Told how far a scan is. */
@FunctionalInterface
public interface Progress {
  /** Nobody wants to know. */
  Progress NONE = (done, all) -> {};

  /**
   * So many files have been looked at; said now and then and at the end, never from two threads at
   * once.
   */
  void at(int done, int all);
}
