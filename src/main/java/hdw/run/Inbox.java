package hdw.run;

import java.time.Duration;
import java.util.Optional;

/** Where any thread leaves words for the one that does what they say, one after the other. */
public interface Inbox<T> {
  /** Leaves a word. */
  void add(T word);

  /** The first word that is there; nothing where there is none. */
  Optional<T> poll();

  /**
   * The first word, which is waited for.
   *
   * @param longest how long; where nothing is said, for as long as it takes
   */
  Optional<T> await(Optional<Duration> longest) throws InterruptedException;

  /** Whether no word is there. */
  boolean isEmpty();
}
