package hdw.executor;

import java.time.Duration;
import java.time.Instant;

/**
 * When a queue is asked again: soon while something changes in it, seldom while nothing does. A
 * change is noticed late by an eighth of the time for which nothing changed, and not by more.
 */
public final class Cadence {
  private static final int SHARE = 8;

  private final Duration longest;
  private Duration shortest;
  private Duration pause;
  private Instant next = Instant.EPOCH;

  /** Asks with pauses between these two. */
  public Cadence(Duration shortest, Duration longest) {
    this.shortest = shortest;
    this.longest = longest;
    this.pause = shortest;
  }

  /** Whether it is to be asked now. */
  public synchronized boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  /** From now on the pauses are at least this long. */
  public synchronized void atLeast(Duration least) {
    shortest = least.compareTo(longest) > 0 ? longest : least;
  }

  /** It was asked. */
  public synchronized void asked(Instant now, boolean changed) {
    Duration more = pause.plus(pause.dividedBy(SHARE));
    pause = changed || more.compareTo(shortest) < 0 ? shortest : more;
    pause = pause.compareTo(longest) > 0 ? longest : pause;
    next = now.plus(pause);
  }

  /** Something was done to the queue: it will change soon. */
  public synchronized void hurry(Instant now) {
    pause = shortest;
    Instant soon = now.plus(pause);
    next = soon.isBefore(next) ? soon : next;
  }
}
