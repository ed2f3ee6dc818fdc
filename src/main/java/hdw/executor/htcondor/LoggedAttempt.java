package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What a log has said so far of an attempt that it may say more of. */
final class LoggedAttempt {
  private final AttemptKey key;
  private int begun;
  private Optional<Instant> since = Optional.empty();
  private Duration ran = Duration.ZERO;
  private Optional<Memory> memory = Optional.empty();
  private boolean held;
  private boolean over;

  LoggedAttempt(AttemptKey key) {
    this.key = key;
  }

  AttemptKey key() {
    return key;
  }

  /** Whether its end was told, and only its removal is still to come. */
  boolean isOver() {
    return over;
  }

  /** Whether it began to run, and was not held by a person since. */
  boolean mayHaveHitLimit() {
    return begun > 0 && !held;
  }

  /**
   * It begins to run.
   *
   * @return how often it had begun before
   */
  int begin(Instant now) {
    since = Optional.of(now);
    held = false;
    return begun++;
  }

  /** It does not run any more, if it did. */
  void stop(Instant now) {
    since.map(begin -> Duration.between(begin, now)).ifPresent(each -> ran = notNegative(each));
    since = Optional.empty();
  }

  void hold(boolean now) {
    held = now;
  }

  /** Something measured its memory. */
  void measure(Optional<Memory> measured) {
    memory = larger(memory, measured);
  }

  /** How it ended where HTCondor ended it: its exit code is not known then. */
  Ending endedBySystem(Verdict verdict, String said) {
    over = true;
    return new Ending(OptionalInt.empty(), verdict, said, memory, ran);
  }

  /** How it ended by itself. */
  Ending endedByItself(OptionalInt exit, Optional<Duration> measured) {
    over = true;
    return new Ending(exit, Verdict.ENDED, "", memory, measured.orElse(ran));
  }

  /** Summer time ends in the middle of some attempts. */
  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Optional<Memory> larger(Optional<Memory> one, Optional<Memory> other) {
    return one.filter(each -> other.isEmpty() || each.compareTo(other.get()) >= 0).or(() -> other);
  }
}
