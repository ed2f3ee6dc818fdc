package hdw.run;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * The time in which a driver lives, and all that waits in it. A simulation has another one, in
 * which an hour is over when nothing more happens in it.
 */
public interface Timing {
  /** That of this machine. */
  Timing REAL = new RealTiming();

  /** What time it is. */
  Clock clock();

  /** A new inbox. */
  <T> Inbox<T> inbox();

  /** A new thread with duties; {@code bugs} is told of exceptions that it meets. */
  Duties duties(Consumer<RuntimeException> bugs);
}
