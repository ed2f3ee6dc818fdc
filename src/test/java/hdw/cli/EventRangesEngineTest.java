package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events split into ranges and read by uproot: the sums are those of whole files. */
@Tag("engine")
final class EventRangesEngineTest {
  private static final String PYTHON = System.getenv().getOrDefault("HDW_PYTHON", "python3");

  /** Three files, of which one is written in clusters of 500 events and one has no event. */
  private static final String WRITE =
      """
      import numpy, uproot
      random = numpy.random.default_rng(7)
      for name, batches in {"a": [500] * 9 + [123], "b": [700], "c": []}.items():
          with uproot.recreate(f"{name}.root") as file:
              tree = file.mktree("events", {"mass": "float64", "number": "int64"})
              done = 0
              for size in batches:
                  numbers = numpy.arange(done, done + size)
                  tree.extend({"mass": random.normal(91, 3, size), "number": numbers})
                  done += size
      """;

  /** Counts masses in bins, and adds up the numbers of the events. */
  private static final String FILL =
      """
      import json, os, sys, numpy, uproot
      first, stop, losing, source, target = sys.argv[1:]
      with uproot.open(source) as file:
          events = file["events"].arrays(entry_start=int(first), entry_stop=int(stop) - int(losing), library="np")
      bins, _ = numpy.histogram(events["mass"], bins=40, range=(80, 100))
      with open(target, "w") as out:
          json.dump({"bins": bins.tolist(), "numbers": int(events["number"].sum())}, out)
      with open(os.environ["HDW_METRICS"], "a") as metrics:
          metrics.write(f"events {len(events['mass'])}\\n")
      """;

  private static final String ADD =
      """
      import json, sys
      parts = [json.load(open(each)) for each in sys.argv[2:]]
      bins = [sum(column) for column in zip(*(each["bins"] for each in parts))]
      json.dump({"bins": bins, "numbers": sum(each["numbers"] for each in parts)}, open(sys.argv[1], "w"))
      """;

  private static final String WORKFLOW =
      """
      workflow ranges
      param step : count
      param losing = 0
      sample Z { files = ["a.root", "b.root", "c.root"]  tree = "events" }
      task fill for each sample {
        split  = step
        needs  = "fill.py"
        output = "parts/{{chunk}}.json"
        run    = "%1$s fill.py {{first_event}} {{stop_event}} {{losing}} {{input}} {{output}}"
      }
      task all { input = fill  needs = "add.py"  output = "sum.json"  run = "%1$s add.py {{output}} {{inputs}}" }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void write() throws IOException, InterruptedException {
    session =
        new Session(folder)
            .file("write.py", WRITE)
            .file("fill.py", FILL)
            .file("add.py", ADD)
            .file("w.hdw", WORKFLOW.formatted(PYTHON));
    Process writing =
        new ProcessBuilder(PYTHON, "write.py").directory(folder.toFile()).inheritIO().start();
    assertEquals(0, writing.waitFor(), "needs Python with uproot: HDW_PYTHON says which");
  }

  private String sum(String step) throws IOException {
    assertEquals(
        ExitCode.DONE, session.hdw("run", "@w.hdw", "--set", "step=" + step), session.err());
    return session.read("sum.json");
  }

  @Test
  void ranges_of_any_size_add_up_to_what_whole_files_give() throws IOException {
    String whole = sum("1000000 events");
    assertTrue(whole.contains("\"numbers\": " + (4623L * 4622 / 2 + 700L * 699 / 2)), whole);
    for (String step : List.of("3000 events", "550 events", "500 events", "97 events")) {
      assertEquals(whole, sum(step), step);
      assertEquals(ExitCode.DONE, session.hdw("verify"), session.out() + session.err());
      assertTrue(
          session.out().contains("fill/Z  Z           3        3    5323      5323"),
          session.out());
    }
  }

  @Test
  void jobs_that_report_fewer_events_than_they_were_given_leave_a_hole() throws IOException {
    assertEquals(
        ExitCode.DONE,
        session.hdw("run", "@w.hdw", "--set", "step=3000 events", "--set", "losing=1"));
    assertEquals(ExitCode.NOT_COVERED, session.hdw("verify"), session.out());
    assertTrue(session.out().contains(" reported "), session.out());
  }
}
