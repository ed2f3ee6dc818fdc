package hdw.cli;

import hdw.run.RunObserver;

/** Chooses how a run is shown. */
final class Displays {
  private Displays() {}

  /**
   * A redrawn display on a terminal, plain lines elsewhere.
   *
   * @param again what to type to go on
   */
  static RunObserver of(
      Console console, boolean live, boolean quiet, boolean verbose, String again) {
    return live
        ? new LiveDisplay(console, again)
        : new PlainDisplay(console, quiet, verbose, again);
  }
}
