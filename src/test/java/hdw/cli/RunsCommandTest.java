package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.json.JsonReader;
import hdw.run.RunFolder;
import hdw.run.RunGlance;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of runs. */
final class RunsCommandTest {
  private static final String TASK =
      """
      task a for each i in ["1", "2", "3"] {
        output = "o/{{i}}"
        run    = "sh do.sh {{i}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void runTwice() throws IOException {
    session = new Session(folder).file("r.hdw", "workflow r\n" + TASK);
    session.file("do.sh", "test $1 != 2\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@r.hdw", "--no-pause"), session.err());
    session.file("do.sh", "echo $1\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@r.hdw", "--new", "--overwrite"));
  }

  private List<Map<String, Object>> listed(String... more) throws IOException {
    String[] words =
        Stream.concat(Stream.of("runs", "--json"), Stream.of(more)).toArray(String[]::new);
    assertEquals(ExitCode.DONE, session.hdw(words), session.err());
    return JsonReader.objects(JsonReader.object(session.out()), "runs");
  }

  @Test
  void the_newest_run_stands_first_with_its_state_and_its_jobs() throws IOException {
    List<Map<String, Object>> runs = listed();
    assertEquals(2, runs.size());
    assertEquals("done", runs.get(0).get("state"));
    assertEquals(3L, JsonReader.number(runs.get(0), "done", 0));
    assertEquals("failed", runs.get(1).get("state"));
    assertEquals(2L, JsonReader.number(runs.get(1), "done", 0));
    assertEquals(1L, JsonReader.number(runs.get(1), "failed", 0));
    assertEquals(3L, JsonReader.number(runs.get(1), "jobs", 0));
    session.hdw("runs");
    List<String> lines = session.out().lines().toList();
    assertTrue(lines.get(0).matches("RUN +STATE +BEGUN +AGO +TOOK +JOBS +DONE +FAILED"));
    assertTrue(lines.get(1).matches("r_\\S+ +done .* 3 +3 +0"), lines.get(1));
    assertTrue(lines.get(2).matches("r_\\S+ +failed .* 3 +2 +1"), lines.get(2));
  }

  @Test
  void of_a_run_that_has_a_later_one_nothing_is_to_be_tried_again() throws IOException {
    List<Map<String, Object>> runs = listed();
    session.hdw("status", runs.get(1).get("run").toString());
    assertTrue(
        session
            .out()
            .endsWith("a later run has begun: hdw status " + runs.get(0).get("run") + "\n"),
        session.out());
  }

  @Test
  void a_run_that_was_left_is_listed_without_reading_its_journal_through() throws IOException {
    Path old = Path.of(listed().get(1).get("folder").toString());
    RunGlance before = RunGlance.of(new RunFolder(old));
    Path journal = old.resolve("journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    lines.subList(1, lines.size() - 1).replaceAll(each -> "no line of a journal");
    Files.write(journal, lines);
    assertEquals(before, RunGlance.of(new RunFolder(old)));
  }

  @Test
  void a_run_to_which_something_was_added_since_is_read_through() throws IOException {
    Path old = Path.of(listed().get(1).get("folder").toString());
    Files.writeString(
        old.resolve("journal.jsonl"),
        "{\"at\":\"2026-11-24T08:00:00Z\",\"event\":\"went_on\",\"name\":\"a\"}\n",
        StandardOpenOption.APPEND);
    RunGlance glance = RunGlance.of(new RunFolder(old));
    assertEquals(List.of(3, 2, 1), List.of(glance.jobs(), glance.done(), glance.failed()));
  }

  @Test
  void runs_of_other_folders_are_listed_with_all() throws IOException {
    var elsewhere = new Session(Files.createDirectory(folder.resolve("elsewhere")));
    elsewhere.file("s.hdw", "workflow s\n" + TASK).file("do.sh", "echo $1\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@elsewhere/s.hdw"), session.err());
    assertEquals(2, listed().size());
    assertEquals(3, listed("--all").size());
    session.hdw("runs", "--all");
    String first = session.out().lines().skip(1).findFirst().get();
    assertTrue(first.startsWith("s_") && first.endsWith("elsewhere"), first);
  }

  @Test
  void a_dry_run_is_planned_and_a_damaged_one_passed_over() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("run", "-n", "@r.hdw", "--new"), session.err());
    session.file(".hdw/broken/plan.json", "{");
    List<Map<String, Object>> runs = listed();
    assertEquals(3, runs.size());
    assertTrue(runs.stream().anyMatch(each -> "planned".equals(each.get("state"))));
    assertTrue(session.err().contains("broken is passed over"), session.err());
  }

  @Test
  void a_folder_without_runs_says_where_to_look() throws IOException {
    var empty = new Session(Files.createDirectories(folder.resolve("x/.hdw").getParent()));
    Files.createDirectory(folder.resolve("x/.hdw"));
    assertEquals(ExitCode.DONE, empty.hdw("runs"));
    assertEquals("", empty.out());
    assertTrue(empty.err().contains("hdw runs --all"), empty.err());
  }

  @Test
  void many_large_runs_are_listed_as_fast_as_a_few() throws IOException {
    Path home = Files.createDirectories(folder.resolve("many/.hdw"));
    RunFolder big = WrittenRun.write(home, 20_000, 20_000);
    Files.writeString(
        big.journal(),
        "{\"at\":\"2026-11-24T08:00:00Z\",\"event\":\"closed\",\"state\":\"failed\","
            + "\"jobs\":20005,\"done\":19900,\"failed\":100}\n",
        StandardOpenOption.APPEND);
    Files.delete(home.resolve("latest"));
    RunGlance glance = RunGlance.of(big);
    assertEquals(19_900, glance.done());
    assertFalse(glance.begun().isEmpty());
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertEquals(glance, RunGlance.of(big));
    }
    assertTrue(System.nanoTime() - begun < 1_000_000_000L);
  }
}
