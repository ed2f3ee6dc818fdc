package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.units.WallTime;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What attempts kept for themselves: the time of processors, and of memory.
 *
 * @param total the time of the processors that all attempts kept
 * @param useful that of those whose result was accepted
 * @param failed that of those that failed
 * @param lost that of those that are not counted
 * @param timeAsked the time of processors that those asked for whose result was accepted, and that
 *     asked for a time
 * @param timeUsed what these took of it
 * @param memoryAsked the memory that those asked for whose result was accepted, as far as it was
 *     measured what they took, times how long they ran: mebibytes times milliseconds
 * @param memoryUsed the same of the most memory that they took
 */
public record Cost(
    Duration total,
    Duration useful,
    Duration failed,
    Duration lost,
    Duration timeAsked,
    Duration timeUsed,
    double memoryAsked,
    double memoryUsed) {
  private static final double MIB = 1 << 20;

  /** Of some attempts that are over. */
  public static Cost of(List<AttemptRecord> attempts) {
    Duration useful = sum(attempts, Outcome.DONE);
    Duration failed = sum(attempts, Outcome.FAILED);
    Duration lost = sum(attempts, Outcome.LOST);
    Duration asked = Duration.ZERO;
    Duration used = Duration.ZERO;
    double memoryAsked = 0;
    double memoryUsed = 0;
    for (AttemptRecord each : attempts) {
      boolean isDone = each.outcome() == Outcome.DONE;
      if (isDone && each.asked().time().isPresent()) {
        WallTime time = each.asked().time().get();
        asked = asked.plus(Duration.ofSeconds(time.seconds()).multipliedBy(each.asked().cpus()));
        used = used.plus(each.coreTime());
      }
      if (isDone && each.usage().memoryBytes().isPresent()) {
        double milliseconds = (double) each.ran().toMillis();
        memoryAsked += each.asked().memory().bytes() / MIB * milliseconds;
        memoryUsed += each.usage().memoryBytes().get() / MIB * milliseconds;
      }
    }
    return new Cost(
        useful.plus(failed).plus(lost), useful, failed, lost, asked, used, memoryAsked, memoryUsed);
  }

  private static Duration sum(List<AttemptRecord> attempts, Outcome outcome) {
    return attempts.stream()
        .filter(each -> each.outcome() == outcome)
        .map(AttemptRecord::coreTime)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** What failed and what was lost. */
  public Duration wasted() {
    return failed.plus(lost);
  }

  /** The share of the time of processors that led to accepted results; nothing where none ran. */
  public OptionalDouble efficiency() {
    return share((double) useful.toMillis(), (double) total.toMillis());
  }

  /** The share of the time asked for that was used, by those that ended well. */
  public OptionalDouble ofTime() {
    return share((double) timeUsed.toMillis(), (double) timeAsked.toMillis());
  }

  /** The share of the memory asked for that was used at most, by those that ended well. */
  public OptionalDouble ofMemory() {
    return share(memoryUsed, memoryAsked);
  }

  private static OptionalDouble share(double part, double whole) {
    return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
  }
}
