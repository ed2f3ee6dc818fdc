package hdw.sim;

import hdw.executor.Ending;
import java.time.Duration;

/** What becomes of a job once it runs. */
sealed interface Act {
  /** After which time. */
  Duration runs();

  /**
   * It ends by itself or is ended.
   *
   * @param log the last line of its standard error
   * @param writes whether its outputs are there then
   * @param late by how much they are seen later than its end
   */
  record Ends(Duration runs, Ending ending, String log, boolean writes, Duration late)
      implements Act {}

  /** It is put back into the queue. */
  record GoesBack(Duration runs) implements Act {}

  /** It is held, and released after a while. */
  record IsHeld(Duration runs, Duration released) implements Act {}
}
