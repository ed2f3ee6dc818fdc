package hdw.parse;

/** How many blanks a line begins with, once it is known which folds are open. */
@FunctionalInterface
interface Indent {

  /** The number of blanks. */
  int columns();

  /** A fixed number of blanks. */
  static Indent of(int columns) {
    return () -> columns;
  }

  /** This and {@code by} more. */
  default Indent deeper(int by) {
    return () -> columns() + by;
  }

  /** {@code other} where the fold is open, else this. */
  default Indent orWhenOpen(Fold fold, Indent other) {
    return () -> fold.isOpen() ? other.columns() : columns();
  }
}
