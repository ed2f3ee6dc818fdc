package hdw.parse;

/** Opens the folds whose lines would be too long. */
final class Folding {
  private Folding() {}

  /**
   * Decides about each fold, outer ones first, until all that are shut fit.
   *
   * <p>One that is open may move what was measured before it, so that all are looked at again. As
   * they only ever open, this ends; as every shut one fits at its end, the result finds nothing
   * more to open when it is laid out again.
   */
  static void fold(Layout layout) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Fold fold : layout.folds()) {
        if (!fold.isOpen() && fold.opensWhenLong() && !layout.fits(fold.first())) {
          fold.open();
          changed = true;
        }
        if (fold.isOpen()) {
          Alignment.align(layout, fold.items());
        }
      }
    }
  }
}
