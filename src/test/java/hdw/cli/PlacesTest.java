package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that lies in several places and cannot be read at one of them while a workflow runs. */
final class PlacesTest {
  private static final String WORKFLOW =
      """
      workflow w
      sample s {
        files = [replicas("here/a.txt", "there/a.txt"), replicas("here/b.txt", "there/b.txt"), "c.txt"]
      }
      symptom bad_input when log matches "damaged"
      rule elsewhere on failure { when reason == bad_input and attempt < 4  then retry }
      task copy for each sample {
        split  = 3 files
        output = "copy.txt"
        run    = "echo {{inputs}} >> begun; for i in {{inputs}}; do bash read.sh $i; done > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder);
    for (String each : List.of("here/a", "there/a", "here/b", "there/b", "c")) {
      session.file(each + ".txt", each + "\n");
    }
    session.file("w.hdw", WORKFLOW);
    session.file("read.sh", "if grep -q bad $1; then echo $1 damaged >&2; exit 1; fi; cat $1\n");
  }

  private ExitCode run() {
    return session.hdw("run", "@w.hdw", "-j", "1");
  }

  private List<String> begun() throws IOException {
    return session.read("begun").lines().map(each -> each.replace(folder + "/", "")).toList();
  }

  @Test
  void what_cannot_be_read_at_its_first_place_is_read_at_the_next() throws IOException {
    session.file("here/a.txt", "bad\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("there/a\nhere/b\nc\n", session.read("copy.txt"));
    assertEquals(List.of("here/a.txt here/b.txt c.txt", "there/a.txt here/b.txt c.txt"), begun());
  }

  @Test
  void only_the_files_that_the_log_blames_move_and_each_when_it_is_its_turn() throws IOException {
    session.file("here/b.txt", "bad\n").file("here/a.txt", "bad\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("there/a\nthere/b\nc\n", session.read("copy.txt"));
    assertEquals(3, begun().size());
  }

  @Test
  void all_files_move_where_the_log_blames_none() throws IOException {
    session.file("here/b.txt", "bad\n");
    session.file("read.sh", "if grep -q bad $1; then echo damaged >&2; exit 1; fi; cat $1\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("there/a\nthere/b\nc\n", session.read("copy.txt"));
  }

  @Test
  void a_file_that_is_bad_everywhere_is_tried_at_its_places_in_turn() throws IOException {
    session.file("here/a.txt", "bad\n").file("there/a.txt", "bad\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(
        List.of("here/a.txt", "there/a.txt", "here/a.txt", "there/a.txt"),
        begun().stream().map(each -> each.substring(0, each.indexOf(' '))).toList());
  }

  @Test
  void another_reason_to_fail_moves_nothing() throws IOException {
    session.file("read.sh", "[ -e once ] || { touch once; exit 1; }; cat $1\n");
    session.file("w.hdw", WORKFLOW.replace("reason == bad_input and ", ""));
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("here/a\nhere/b\nc\n", session.read("copy.txt"));
  }

  @Test
  void the_job_stays_the_same_and_its_result_still_counts() throws IOException {
    session.file("here/a.txt", "bad\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(ExitCode.DONE, run(), session.err());
    assertTrue(session.err().contains("nothing to do"), session.err());
    assertEquals(2, begun().size());
  }

  @Test
  void why_says_where_the_next_attempt_reads() throws IOException {
    session.file("here/a.txt", "bad\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    session.hdw("why", "copy/s");
    assertTrue(session.out().contains("here/a.txt is read at "), session.out());
    assertTrue(session.out().contains("there/a.txt"), session.out());
    assertFalse(session.out().contains("b.txt is read"), session.out());
  }

  @Test
  void a_driver_that_takes_the_run_up_goes_on_at_the_next_place() throws IOException {
    session.file("w.hdw", WORKFLOW.replace("then retry", "then retry after 1 s"));
    session.file("here/a.txt", "bad\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    Path journal = journal();
    List<String> lines = Files.readAllLines(journal);
    int failed = 0;
    while (!lines.get(failed).contains("\"failed\"")) {
      failed++;
    }
    Files.write(journal, lines.subList(0, failed + 1)); // as if the driver had died then
    Files.delete(folder.resolve("copy.txt"));
    assertEquals(ExitCode.DONE, session.hdw("resume"), session.err());
    assertEquals("there/a\nhere/b\nc\n", session.read("copy.txt"));
    assertEquals(3, begun().size());
  }

  private Path journal() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(each -> each.getFileName().toString().startsWith("journal"))
          .findFirst()
          .orElseThrow();
    }
  }
}
