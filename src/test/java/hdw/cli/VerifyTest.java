package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether every file is in exactly one accepted result, as {@code hdw verify} says it. */
final class VerifyTest {
  private static final String WORKFLOW =
      """
      workflow count
      sample s {
        files = ["a.txt", "b.txt", "c.txt"]
      }
      task lines for each sample {
        split  = 1 file
        output = "out/{{chunk}}.txt"
        run    = \"\"\"
          if grep -q damaged {{input}}; then echo "cannot read" >&2; exit 1; fi
          if grep -q bug {{input}}; then echo "no such column" >&2; exit 2; fi
          wc -l < {{input}} > {{output}}
          echo "events $(cat {{output}})" >> "$HDW_METRICS"
        \"\"\"
      }
      symptom bad_input when log matches "cannot read"
      rule damaged on failure {
        when reason == bad_input
        then skip
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    session =
        new Session(folder)
            .file("count.hdw", WORKFLOW)
            .file("a.txt", "1\n2\n")
            .file("b.txt", "1\n2\n3\n")
            .file("c.txt", "1\n");
  }

  @Test
  void a_run_that_took_all_files_covers_them_with_the_events_that_its_jobs_reported() {
    assertEquals(ExitCode.DONE, session.hdw("run", "@count.hdw"), session.err());
    assertEquals(ExitCode.DONE, session.hdw("verify"), session.out());
    assertTrue(
        session.out().contains("lines/s  s           3        3  -              6\n"),
        session.out());
  }

  @Test
  void what_was_skipped_or_failed_is_named_with_the_reason() throws IOException {
    session.file("b.txt", "damaged\n").file("c.txt", "bug\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@count.hdw"));
    assertEquals(ExitCode.NOT_COVERED, session.hdw("verify"));
    String said = session.out().replaceAll("-[0-9a-f]{16}", "");
    assertTrue(said.contains("lines/s  s           3        1  -              2\n"), said);
    assertTrue(said.contains("lines/s: b.txt: `lines/s/b` was skipped by rule damaged\n"), said);
    assertTrue(said.contains("lines/s: c.txt: `lines/s/c` failed\n"), said);
  }

  @Test
  void a_run_that_went_on_without_a_file_is_done_but_does_not_cover_it() throws IOException {
    session.file("b.txt", "damaged\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@count.hdw"), session.err());
    assertTrue(session.err().contains("1 x skipped by rule damaged"), session.err());
    assertEquals(ExitCode.DONE, session.hdw("status", "--exit-code"));
    assertEquals(ExitCode.NOT_COVERED, session.hdw("verify"));
  }

  @Test
  void a_file_that_came_since_the_run_is_not_covered() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("run", "@count.hdw"), session.err());
    session
        .file("count.hdw", WORKFLOW.replace("\"c.txt\"]", "\"c.txt\", \"d.txt\"]"))
        .file("d.txt", "1\n");
    assertEquals(ExitCode.NOT_COVERED, session.hdw("verify"));
    assertTrue(session.out().contains("d.txt"), session.out());
    assertTrue(session.out().contains("never ran"), session.out());
  }
}
