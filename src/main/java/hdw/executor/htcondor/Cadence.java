package hdw.executor.htcondor;

import java.time.Duration;
import java.time.Instant;

/** When a queue is asked again: soon while something changes in it, seldom while nothing does. */
final class Cadence {
  static final Duration SHORTEST = Duration.ofSeconds(2);
  static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration pause = SHORTEST;
  private Instant next = Instant.EPOCH;

  /** Whether it is to be asked now. */
  synchronized boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  /** It was asked. */
  synchronized void asked(Instant now, boolean changed) {
    Duration more = pause.plus(pause.dividedBy(2));
    pause = changed ? SHORTEST : more.compareTo(LONGEST) > 0 ? LONGEST : more;
    next = now.plus(pause);
  }

  /** Something was done to the queue: it will change soon. */
  synchronized void hurry(Instant now) {
    pause = SHORTEST;
    Instant soon = now.plus(pause);
    next = soon.isBefore(next) ? soon : next;
  }
}
