package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that split by events, run to their end: who reads which events of real ROOT files. */
final class EventSplitTest {
  private static final String WORKFLOW =
      """
      workflow w
      sample DY { files = ["a.root", "b.root"] }
      task part for each sample {
        split  = 100 events
        output = "parts/{{chunk}}.txt"
        run    = \"""
          echo {{input}} {{first_event}} {{last_event}} {{stop_event}} {{events}} > {{output}}
          echo events {{events}} >> "$HDW_METRICS"
          %s
        \"""
      }
      task all { input = part  output = "all.txt"  run = "cat {{inputs}} > {{output}}" }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    session = new Session(folder).file("w.hdw", WORKFLOW.formatted("true"));
    tree("a.root", 350, 30);
    tree("b.root", 80, 0);
  }

  private void tree(String name, long events, long cluster) throws IOException {
    new WrittenFile().tree("Events", events, cluster).write(folder.resolve(name));
  }

  /** The ranges of each file in {@code all.txt}, first and stop. */
  private Map<String, List<List<Long>>> ranges() throws IOException {
    Map<String, List<List<Long>>> ranges = new TreeMap<>();
    for (String line : session.read("all.txt").lines().toList()) {
      String[] words = line.split(" ", -1);
      long first = Long.parseLong(words[1]);
      long stop = Long.parseLong(words[3]);
      assertEquals(stop - 1, Long.parseLong(words[2]), line);
      assertEquals(stop - first, Long.parseLong(words[4]), line);
      ranges.computeIfAbsent(words[0], key -> new ArrayList<>()).add(List.of(first, stop));
    }
    return ranges;
  }

  private void run(String... more) {
    var words = new ArrayList<>(List.of("run", "@w.hdw"));
    words.addAll(List.of(more));
    assertEquals(ExitCode.DONE, session.hdw(words.toArray(String[]::new)), session.err());
  }

  private long jobsRun() throws IOException {
    return session
        .read(".hdw/latest/journal.jsonl")
        .lines()
        .filter(each -> each.contains("\"event\":\"done\"") && each.contains("\"part/"))
        .count();
  }

  @Test
  void each_job_is_told_its_own_range_and_together_they_are_all_events() throws IOException {
    run();
    assertEquals(
        Map.of(
            "a.root",
            List.of(List.of(0L, 90L), List.of(90L, 180L), List.of(180L, 270L), List.of(270L, 350L)),
            "b.root",
            List.of(List.of(0L, 80L))),
        ranges());
    assertEquals(ExitCode.DONE, session.hdw("verify"), session.out());
    assertTrue(
        session.out().contains("part/DY  DY          2        2     430       430"), session.out());
  }

  @Test
  void the_plan_for_machines_names_the_events_of_each_job() {
    assertEquals(ExitCode.DONE, session.hdw("plan", "@w.hdw", "--json", "--jobs"));
    assertTrue(session.out().contains("\"first_event\" : 270"), session.out());
    assertTrue(session.out().contains("\"last_event\" : 349"), session.out());
    assertTrue(session.out().contains("\"first_event\" : null"), session.out());
  }

  @Test
  void a_quick_look_takes_the_first_events_and_the_full_run_takes_over_what_is_the_same()
      throws IOException {
    run("--limit-events", "200");
    assertEquals(List.of(150L, 200L), ranges().get("a.root").get(2));
    run("--limit-events", "180");
    assertEquals(Map.of("a.root", List.of(List.of(0L, 90L), List.of(90L, 180L))), ranges());
    run();
    assertEquals(3, jobsRun(), "two of five are the same");
  }

  @Test
  void a_file_that_changed_is_looked_into_again_and_runs_its_own_ranges() throws IOException {
    run();
    assertEquals(5, jobsRun());
    tree("b.root", 120, 0);
    run();
    assertEquals(2, jobsRun());
    assertEquals(List.of(List.of(0L, 60L), List.of(60L, 120L)), ranges().get("b.root"));
  }

  @Test
  void a_range_that_fails_can_be_halved() throws IOException {
    session.file(
        "w.hdw",
        WORKFLOW.formatted("if [ {{events}} -gt 40 ]; then echo Killed: too much >&2; exit 7; fi")
            + "symptom out_of_memory when log matches \"too much\"\n"
            + "rule smaller on failure { when reason == out_of_memory then halve }\n");
    run();
    for (Map.Entry<String, List<List<Long>>> each : ranges().entrySet()) {
      long at = 0;
      for (List<Long> range : each.getValue()) {
        assertEquals(at, range.get(0), each.toString());
        assertTrue(range.get(1) - at <= 50, each.toString());
        at = range.get(1);
      }
      assertEquals(each.getKey().equals("a.root") ? 350 : 80, at);
    }
    assertEquals(ExitCode.DONE, session.hdw("verify"), session.out());
  }

  @Test
  void rules_that_ask_for_events_have_them() throws IOException {
    session.file(
        "w.hdw",
        WORKFLOW.formatted("true")
            + "rule large { when task == part and sample.events > 400 then memory = 3 GB }\n"
            + "rule small { when task == part and chunk.events < 90 then memory = 1 GB }\n");
    assertEquals(ExitCode.DONE, session.hdw("plan", "@w.hdw"), session.err());
    assertTrue(session.out().contains("part/DY     3  local     -      3 GB"), session.out());
    assertTrue(session.out().contains("part/DY     2  local     -      1 GB"), session.out());
  }

  @Test
  void a_job_that_reports_fewer_events_than_it_was_given_leaves_a_hole() throws IOException {
    session.file("w.hdw", WORKFLOW.formatted("echo events -1 >> \"$HDW_METRICS\""));
    run();
    assertEquals(ExitCode.NOT_COVERED, session.hdw("verify"), session.out());
    assertTrue(session.out().contains("reported 79 events, not 80"), session.out());
  }

  @Test
  void a_file_that_cannot_be_read_stops_the_run_before_anything_starts() throws IOException {
    Files.writeString(folder.resolve("b.root"), "no events");
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("run", "@w.hdw"));
    assertTrue(session.err().contains("HDW0516"), session.err());
    assertTrue(session.err().contains("`b.root` is no ROOT file"), session.err());
    assertTrue(!session.exists(".hdw"), "nothing has begun");
  }
}
