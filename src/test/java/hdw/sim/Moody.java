package hdw.sim;

import hdw.executor.Batch;
import hdw.executor.Ending;
import hdw.plan.NodePlan;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Jobs of which each has its own trouble, always the same for the same seed: rules get all of them
 * through but those of bad files, and those that are hopeless until a person mends them.
 */
final class Moody implements Nature {
  private static final Duration LATEST = Duration.ofSeconds(8);

  private final long seed;
  private final Random random;
  private final Set<String> badFiles;
  private final Duration longestWait;
  private final Map<String, Integer> failed = new HashMap<>();
  private boolean mended;

  Moody(Random random, Set<String> badFiles) {
    this.seed = random.nextLong();
    this.random = random;
    this.badFiles = badFiles;
    this.longestWait = Duration.ofSeconds(1 + random.nextInt(90));
  }

  /** What ails a job. */
  private enum Trouble {
    NONE,
    MEMORY,
    GLITCH,
    PREEMPTED,
    GOES_BACK,
    HELD,
    HOPELESS
  }

  /** A person mends what was hopeless. */
  void mend() {
    mended = true;
  }

  /** Whether the chunk of a job can never be read. */
  boolean isBad(NodePlan node, int job) {
    return node.chunks().isPresent()
        && node.chunks().get().files(job).stream().anyMatch(badFiles::contains);
  }

  @Override
  public Duration waits() {
    return Duration.ofMillis((long) (longestWait.toMillis() * random.nextDouble()));
  }

  @Override
  public Act act(Batch.Item item, int restarts) {
    var own = new Random(seed ^ item.id().hashCode() * 0x9E3779B97F4A7C15L);
    Duration runs = Duration.ofMillis(500 + own.nextInt(own.nextInt(10) == 0 ? 400_000 : 40_000));
    int before = failed.getOrDefault(item.id(), 0);
    if (item.node().splits() && isBad(item.node(), item.job().job())) {
      return fails(item, runs, 1, "file is damaged");
    }
    return switch (trouble(own)) {
      case MEMORY -> {
        Memory need = new Memory(3 * item.node().request(item.job().job()).memory().bytes());
        yield item.request().memory().bytes() < need.bytes() ? lacks(item, runs, need) : well(runs);
      }
      case GLITCH ->
          before <= own.nextInt(2) ? fails(item, runs, 75, "try again later") : well(runs);
      case PREEMPTED -> before == 0 ? preempted(item, runs) : well(runs);
      case GOES_BACK -> restarts <= own.nextInt(2) ? new Act.GoesBack(runs) : well(runs);
      case HELD -> restarts == 0 ? new Act.IsHeld(runs, runs.multipliedBy(5)) : well(runs);
      case HOPELESS -> mended ? well(runs) : fails(item, runs, 3, "there is a bug");
      case NONE -> well(runs);
    };
  }

  private static Trouble trouble(Random own) {
    int which = own.nextInt(40);
    return which < 6 ? Trouble.values()[1 + which] : Trouble.NONE;
  }

  private Act well(Duration runs) {
    Duration late =
        random.nextInt(5) > 0
            ? Duration.ZERO
            : Duration.ofMillis((long) (LATEST.toMillis() * random.nextDouble()));
    var ending =
        new Ending(OptionalInt.of(0), Verdict.ENDED, "", Optional.of(new Memory(100L << 20)), runs);
    return new Act.Ends(runs, ending, "", true, late);
  }

  private Act fails(Batch.Item item, Duration runs, int exit, String log) {
    failed.merge(item.id(), 1, Integer::sum);
    var ending = new Ending(OptionalInt.of(exit), Verdict.ENDED, "", Optional.empty(), runs);
    return new Act.Ends(runs, ending, log, false, Duration.ZERO);
  }

  private Act lacks(Batch.Item item, Duration runs, Memory need) {
    failed.merge(item.id(), 1, Integer::sum);
    var ending =
        new Ending(
            OptionalInt.of(137),
            Verdict.OUT_OF_MEMORY,
            "it used " + need,
            Optional.of(item.request().memory()),
            runs);
    return new Act.Ends(runs, ending, "", false, Duration.ZERO);
  }

  private Act preempted(Batch.Item item, Duration runs) {
    failed.merge(item.id(), 1, Integer::sum);
    Ending ending = Ending.unrun(Verdict.PREEMPTED, "others came first");
    return new Act.Ends(runs, ending, "", false, Duration.ZERO);
  }
}
