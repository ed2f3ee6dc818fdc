package hdw.rules;

import hdw.model.Reason;
import hdw.rules.Cause.Sureness;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was measured of an attempt, against what it was granted. */
final class Measurements {
  /** From here on memory was short: what is measured now and then misses the last moment. */
  private static final double FULL = 0.95;

  private final Evidence evidence;
  private final LogTail log;

  Measurements(Evidence evidence, LogTail log) {
    this.evidence = evidence;
    this.log = log;
  }

  /** The limit that was reached, where the ending looks like a kill as well. */
  Optional<Finding> finding() {
    Optional<Signal> signal = Signal.meant(evidence.exit());
    Optional<LogTail.Line> killed = BashWords.line(Signal.KILLED, log);
    boolean isKilled = signal.equals(Optional.of(Signal.KILLED)) || killed.isPresent();
    boolean isEnded = isKilled || signal.equals(Optional.of(Signal.TERMINATED)) || byTimeout();
    if (isEnded && timeIsUp()) {
      return Optional.of(of(Reason.OUT_OF_TIME, BashWords.line(Signal.TERMINATED, log)));
    }
    if (isKilled && memoryIsFull()) {
      return Optional.of(of(Reason.OUT_OF_MEMORY, killed));
    }
    return isKilled && memoryIsPlenty() ? Optional.of(noShortage(killed)) : Optional.empty();
  }

  private Finding of(Reason reason, Optional<LogTail.Line> line) {
    var because = new ArrayList<String>();
    used(reason).ifPresent(because::add);
    line.map(LogTail.Line::said).ifPresent(because::add);
    Causes.exit(evidence).ifPresent(because::add);
    return new Finding(reason, Sureness.CERTAIN, because, line);
  }

  /** Somebody killed it, and not for its memory. */
  private Finding noShortage(Optional<LogTail.Line> line) {
    var because = new ArrayList<>(List.of("it was killed, but only " + memory()));
    Causes.exit(evidence).ifPresent(because::add);
    return new Finding(Reason.UNKNOWN, Sureness.GUESSED, because, line);
  }

  /** What of the thing that ran out was used, such as {@code used 2.1 GB of 2 GB}. */
  Optional<String> used(Reason reason) {
    return switch (reason) {
      case OUT_OF_MEMORY ->
          evidence.memoryUsed().isPresent() && evidence.memoryGranted().isPresent()
              ? Optional.of(memory())
              : Optional.empty();
      case OUT_OF_TIME ->
          evidence.timeUsed().isPresent() && evidence.timeGranted().isPresent()
              ? Optional.of(
                  "ran " + time(evidence.timeUsed()) + " of " + time(evidence.timeGranted()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private String memory() {
    return "used "
        + evidence.memoryUsed().orElseThrow().rounded()
        + " of "
        + evidence.memoryGranted().orElseThrow().rounded();
  }

  private static String time(Optional<Duration> length) {
    return new WallTime(length.orElseThrow().toSeconds()).toString();
  }

  /** {@code timeout} of coreutils ends with 124. */
  private boolean byTimeout() {
    return evidence.exit().isPresent() && evidence.exit().getAsInt() == 124;
  }

  private boolean timeIsUp() {
    return evidence.timeUsed().isPresent()
        && evidence.timeGranted().isPresent()
        && evidence.timeUsed().get().compareTo(evidence.timeGranted().get()) >= 0;
  }

  private boolean memoryIsFull() {
    return share().filter(each -> each >= FULL).isPresent();
  }

  private boolean memoryIsPlenty() {
    return share().filter(each -> each < 0.5).isPresent();
  }

  private Optional<Double> share() {
    Optional<Memory> granted = evidence.memoryGranted().filter(each -> each.bytes() > 0);
    return evidence
        .memoryUsed()
        .flatMap(used -> granted.map(most -> (double) used.bytes() / most.bytes()));
  }
}
