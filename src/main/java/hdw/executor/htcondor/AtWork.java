package hdw.executor.htcondor;

import hdw.executor.local.Processes;
import java.io.IOException;
import java.time.Duration;

/**
 * Waits for a condor_submit of this run that is still at work on this machine, as one whose driver
 * was killed: until it ends, the queue does not tell what was submitted.
 */
final class AtWork {
  private static final long PAUSE_MILLIS = 100;

  private final String mark;
  private final Duration longest;

  AtWork(String runToken, Duration longest) {
    this.mark = Submitter.MARK + "=" + runToken + ".";
    this.longest = longest;
  }

  /** Waits until there is none. */
  void awaitEnd() throws IOException {
    long until = System.nanoTime() + longest.toNanos();
    while (Processes.isMarked("condor_submit", mark)) {
      if (System.nanoTime() >= until) {
        throw new IOException(
            "a condor_submit of this run is still at work after " + longest.toSeconds() + " s");
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a condor_submit was at work", stopped);
    }
  }
}
