package hdw.executor;

import hdw.rules.Verdict;
import hdw.units.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an attempt ended.
 *
 * @param exit the exit code of its script; none where nobody saw it
 * @param verdict whether it was ended here, and why
 * @param said what was measured when it was ended, in words; empty where it ended by itself
 * @param memoryUsed the most that its process tree held, as far as it was measured
 */
public record Ending(
    OptionalInt exit, Verdict verdict, String said, Optional<Memory> memoryUsed, Duration ran) {
  /** Of an attempt that never ran. */
  public static Ending unrun(Verdict verdict, String said) {
    return new Ending(OptionalInt.empty(), verdict, said, Optional.empty(), Duration.ZERO);
  }
}
