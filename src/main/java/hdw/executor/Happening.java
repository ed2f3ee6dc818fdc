package hdw.executor;

import java.time.Instant;

/**
 * What a batch system says of an attempt.
 *
 * <p>The same may be said twice, as after a log was read anew; only what is said last of where an
 * attempt stands counts, and nothing follows {@link Ended}.
 */
public sealed interface Happening {
  /** Whose it is. */
  AttemptKey key();

  /**
   * It is in the queue.
   *
   * @param id how the system names it to people, such as {@code 4137.0}
   */
  record Queued(AttemptKey key, String id) implements Happening {}

  /**
   * It began to run.
   *
   * @param host the machine
   * @param restarts how often it had begun before
   */
  record Began(AttemptKey key, String host, int restarts, Instant at) implements Happening {}

  /** It was taken off its machine for no fault of its own, or released: it waits in the queue. */
  record Requeued(AttemptKey key, String because) implements Happening {}

  /** It is held until a person releases or removes it: nothing that a rule is to decide about. */
  record Held(AttemptKey key, String because) implements Happening {}

  /**
   * It is over, as far as hdw is concerned.
   *
   * @param lingers whether the system still has it, as a held job that nobody will release: it is
   *     to be removed once its end is written down
   */
  record Ended(AttemptKey key, Ending ending, boolean lingers) implements Happening {}

  /** All that could know of it was asked, and nobody does: it was never submitted, or is lost. */
  record Vanished(AttemptKey key) implements Happening {}
}
