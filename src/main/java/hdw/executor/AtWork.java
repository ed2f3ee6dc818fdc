package hdw.executor;

import hdw.executor.local.Processes;
import java.io.IOException;
import java.time.Duration;

/**
 * Waits for a program of this run that is still submitting on this machine, as one whose driver was
 * killed: until it ends, the queue does not tell what was submitted.
 */
public final class AtWork {
  private static final long PAUSE_MILLIS = 100;

  private final String program;
  private final String mark;
  private final Duration longest;

  /**
   * Waits for what submits for one run.
   *
   * @param program such as {@code sbatch}
   * @param mark how a word of its command line or an assignment in its environment begins
   * @param longest after so long it is given up
   */
  public AtWork(String program, String mark, Duration longest) {
    this.program = program;
    this.mark = mark;
    this.longest = longest;
  }

  /** Waits until there is none. */
  public void awaitEnd() throws IOException {
    long until = System.nanoTime() + longest.toNanos();
    while (Processes.isMarked(program, mark)) {
      if (System.nanoTime() >= until) {
        throw new IOException(
            "`" + program + "` of this run is still at work after " + longest.toSeconds() + " s");
      }
      pause();
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while `" + program + "` was at work", stopped);
    }
  }
}
