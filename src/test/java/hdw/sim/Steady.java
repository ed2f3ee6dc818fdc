package hdw.sim;

import hdw.executor.Batch;
import hdw.executor.Ending;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Jobs as many of them are: of a hundred two want more memory, and one has to make room once. */
final class Steady implements Nature {
  private static final Memory MORE = new Memory(3L << 30);

  private final long seed;

  Steady(long seed) {
    this.seed = seed;
  }

  @Override
  public Duration waits() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Act act(Batch.Item item, int restarts) {
    var own = new Random(seed ^ item.job().job() * 0x9E3779B97F4A7C15L);
    Duration runs = Duration.ofSeconds(600 + own.nextInt(3000));
    int which = own.nextInt(100);
    if (which < 2 && item.request().memory().bytes() < MORE.bytes()) {
      return ends(runs, OptionalInt.of(137), Verdict.OUT_OF_MEMORY);
    }
    if (which == 2 && item.attempt() == 1) {
      return ends(runs, OptionalInt.empty(), Verdict.PREEMPTED);
    }
    return ends(runs, OptionalInt.of(0), Verdict.ENDED);
  }

  private static Act ends(Duration runs, OptionalInt exit, Verdict verdict) {
    String said = verdict == Verdict.ENDED ? "" : verdict.word();
    var ending = new Ending(exit, verdict, said, Optional.of(new Memory(1L << 30)), runs);
    return new Act.Ends(runs, ending, "", false, Duration.ZERO);
  }
}
