package hdw.run;

import java.time.Duration;
import java.time.Instant;

/**
 * When the queue itself is asked where attempts stand, for what was not told of them.
 *
 * <p>Seldom, where news come; soon, where they stopped coming, or where some may have been missed.
 */
final class CrossChecks {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private Instant lastCheck;
  private Instant lastNews;
  private Duration pause = LONGEST_PAUSE;

  CrossChecks(Instant now) {
    lastCheck = now;
    lastNews = now;
  }

  /** There were news. */
  synchronized void heard(Instant now) {
    lastNews = now;
  }

  /** Some news may have been missed, and more may be. */
  synchronized void doubt() {
    pause = FIRST_PAUSE;
  }

  /** The queue was asked: each time the next pause is longer. */
  synchronized void checked(Instant now) {
    lastCheck = now;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Whether the queue is to be asked now. */
  synchronized boolean areDue(Instant now) {
    boolean wentQuiet = lastNews.isAfter(lastCheck) && !now.isBefore(lastNews.plus(QUIET));
    return wentQuiet || !now.isBefore(lastCheck.plus(pause));
  }
}
