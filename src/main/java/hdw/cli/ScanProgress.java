package hdw.cli;

import hdw.scan.Progress;

/** Tells a person who waits how many files have been looked into. */
final class ScanProgress implements Progress {
  private static final long PATIENCE_NANOS = 500_000_000L;
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Console console;
  private final long begun = System.nanoTime();
  private long told;

  ScanProgress(Console console) {
    this.console = console;
  }

  @Override
  public void at(int done, int all) {
    long now = System.nanoTime();
    if (console.colorErr()) {
      boolean over = done == all;
      boolean shown = told > 0;
      if (over ? shown : now - begun > PATIENCE_NANOS) {
        console.redraw(over ? "" : "looking into files: " + done + " of " + all);
        told = now;
      }
    } else if (done < all && now - Math.max(begun, told) > PAUSE_NANOS) {
      console.say("looked into " + done + " of " + all + " files");
      told = now;
    }
  }
}
