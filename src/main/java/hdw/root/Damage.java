package hdw.root;

/** How a file is told that it contradicts itself. */
final class Damage {
  private Damage() {}

  /** What does not fit, in words behind `is damaged: `. */
  static RootException of(String what) {
    return new RootException(RootException.Kind.DAMAGED, "is damaged: " + what);
  }
}
