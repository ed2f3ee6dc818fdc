package hdw.cli;

import hdw.run.RunObserver;

/** Chooses how a run is shown. */
final class Displays {
  private Displays() {}

  /** A redrawn display on a terminal, plain lines elsewhere. */
  static RunObserver of(
      Console console, boolean live, boolean quiet, boolean verbose, String file) {
    return live ? new LiveDisplay(console, file) : new PlainDisplay(console, quiet, verbose, file);
  }
}
