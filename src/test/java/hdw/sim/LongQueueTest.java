package hdw.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.Ending;
import hdw.executor.Plans;
import hdw.rules.Verdict;
import hdw.run.Caution;
import hdw.run.Continuation;
import hdw.run.RunObserver.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that wait long in a queue. */
final class LongQueueTest {
  private static final Duration WAIT = Duration.ofHours(3);

  @TempDir Path home;

  /** Jobs that wait for three hours, and then do nothing. */
  private static final class Patient implements Nature {
    @Override
    public Duration waits() {
      return WAIT;
    }

    @Override
    public Act act(Batch.Item item, int restarts) {
      var ending =
          new Ending(OptionalInt.of(0), Verdict.ENDED, "", Optional.empty(), Duration.ofSeconds(1));
      return new Act.Ends(Duration.ofSeconds(1), ending, "", true, Duration.ZERO);
    }
  }

  @Test
  void people_are_told_once_however_many_submissions_wait() throws Exception {
    Path folder = home.toRealPath();
    Path file =
        Files.writeString(
            folder.resolve("long.hdw"),
            """
            workflow long
            defaults { executor = htcondor }
            task a { output = "a.txt"  run = "a > {{output}}" }
            task b { output = "b.txt"  run = "b > {{output}}" }
            task c { output = "c.txt"  run = "c > {{output}}" }
            """);
    var cluster = new Cluster(new Patient(), 10, false);
    var time = new VirtualTime(new Random(1), 1_795_000_000_000L, cluster::pass);
    var around =
        new SimulatedRun.Surroundings(
            time,
            cluster,
            Weather.fine(),
            Acceptance.USUAL,
            SimulatedSystem.Shared.remembering(),
            new Caution(false, true, false));
    var run = new SimulatedRun(Plans.compile(file), folder, around);
    var observer = new Listing();
    assertEquals(
        Optional.of(Outcome.DONE),
        run.live(new Life(time, Long.MAX_VALUE), Continuation.RUN, observer));
    assertEquals(
        List.of(
            "a has waited in the queue for 10 min, and no job that was submitted with it runs;"
                + " it is the same with 2 other submissions; to see why: hdw why a",
            "DONE"),
        observer.told());
  }
}
