package hdw.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.Ending;
import hdw.executor.Plans;
import hdw.json.JsonReader;
import hdw.rules.Verdict;
import hdw.run.Caution;
import hdw.run.Continuation;
import hdw.run.RunObserver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose driver died, and in which a result is missing when the next driver comes. */
final class TakenUpTest {
  private static final String WORKFLOW =
      """
      workflow taken
      sample S { files = ["in.txt"] }
      defaults { executor = htcondor }
      task one for each sample {
        split  = 1 file
        output = "one.txt"
        run    = "one {{input}} > {{output}}"
      }
      task two for each sample {
        input  = each one
        output = "two.txt"
        run    = "two {{input}} > {{output}}"
      }
      rule again on failure { when exit == 75 then retry after 20 min }
      """;

  private static final Duration JOB = Duration.ofMinutes(40);

  @TempDir Path home;
  private Path folder;
  private VirtualTime time;
  private SimulatedRun run;
  private boolean failsFirst;

  /** Each job takes 40 minutes; the second task fails at once, where it is to. */
  private final class Slow implements Nature {
    @Override
    public Duration waits() {
      return Duration.ofMinutes(1);
    }

    @Override
    public Act act(Batch.Item item, int restarts) {
      boolean fails =
          failsFirst && item.attempt() == 1 && item.node().node().task().name().equals("two");
      Duration runs = fails ? Duration.ofSeconds(1) : JOB;
      var ending =
          new Ending(OptionalInt.of(fails ? 75 : 0), Verdict.ENDED, "", Optional.empty(), runs);
      return new Act.Ends(runs, ending, "", !fails, Duration.ZERO);
    }
  }

  @BeforeEach
  void write() throws IOException {
    folder = home.toRealPath();
    Files.writeString(folder.resolve("in.txt"), "in");
    var cluster = new Cluster(new Slow(), 10, false);
    time = new VirtualTime(new Random(1), 1_795_000_000_000L, cluster::pass);
    var around =
        new SimulatedRun.Surroundings(
            time,
            cluster,
            Weather.fine(),
            Acceptance.USUAL,
            SimulatedSystem.Shared.remembering(),
            new Caution(false, true, false));
    Path file = Files.writeString(folder.resolve("taken.hdw"), WORKFLOW);
    run = new SimulatedRun(Plans.compile(file), folder, around);
  }

  private Optional<Outcome> live(Life life) throws IOException, InterruptedException {
    return run.live(life, Continuation.resume(true), new Listing());
  }

  /** What the journal says of the two tasks, such as {@code one done 1}. */
  private List<String> story() throws IOException {
    var story = new ArrayList<String>();
    for (String line : Files.readAllLines(run.folder().journal())) {
      Map<String, Object> event = JsonReader.object(line);
      if (event.containsKey("attempt")) {
        String job = JsonReader.text(event, "job").orElseThrow();
        String kind = JsonReader.text(event, "event").orElseThrow();
        story.add(job.substring(0, job.indexOf('/')) + " " + kind + " " + event.get("attempt"));
      }
    }
    return story;
  }

  @Test
  void a_job_that_waits_to_be_tried_again_waits_for_what_it_takes_from_as_well() throws Exception {
    failsFirst = true;
    assertEquals(Optional.empty(), live(Life.during(time, JOB.plusMinutes(10))));
    assertTrue(story().contains("two failed 1"), story().toString());
    Files.delete(folder.resolve("one.txt"));
    assertEquals(Optional.of(Outcome.DONE), live(new Life(time, Long.MAX_VALUE)));
    assertTrue(
        story().indexOf("one done 2") < story().indexOf("two started 2"), story().toString());
  }

  @Test
  void an_attempt_in_the_queue_counts_no_more_when_what_it_takes_from_is_made_again()
      throws Exception {
    assertEquals(Optional.empty(), live(Life.during(time, JOB.plusMinutes(10))));
    assertTrue(story().contains("two began 1"), story().toString());
    Files.delete(folder.resolve("one.txt"));
    assertEquals(Optional.of(Outcome.DONE), live(new Life(time, Long.MAX_VALUE)));
    assertTrue(
        story().indexOf("two lost 1") < story().indexOf("one started 2"), story().toString());
    assertEquals("two done 2", story().get(story().size() - 1), story().toString());
  }
}
