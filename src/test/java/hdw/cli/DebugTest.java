package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job here, on one file, with its output on the terminal and away from the run's own outputs.
 */
final class DebugTest {
  private static final String WORKFLOW =
      """
      workflow d
      sample s {
        files = ["a.txt", "b.txt", "c.txt", "d.txt"]
      }
      task lines for each sample {
        split  = 2 files
        output = "out/{{chunk}}.txt"
        run    = \"\"\"
          for each in {{inputs}}; do
            echo "reading $each"
            if grep -q bug "$each"; then echo "no such column in $each" >&2; exit 3; fi
          done
          cat {{inputs}} > {{output}}
        \"\"\"
      }
      task all {
        input  = lines
        output = "all.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void run() throws IOException {
    session =
        new Session(folder)
            .file("d.hdw", WORKFLOW)
            .file("a.txt", "1\n")
            .file("b.txt", "2\n")
            .file("c.txt", "3\n")
            .file("d.txt", "bug\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@d.hdw", "-j", "1"), session.err());
  }

  private String failed() {
    session.hdw("status", "--json");
    String out = session.out();
    int at = out.indexOf("lines/s/", out.indexOf("\"failures\""));
    return out.substring(at, out.indexOf('"', at));
  }

  @Test
  void it_takes_the_first_file_alone() {
    assertEquals(ExitCode.DONE, session.hdw("debug", failed()), session.err());
    assertEquals("reading c.txt\n", session.out());
    assertTrue(session.err().contains("takes c.txt"), session.err());
    assertFalse(session.err().contains("d.txt"), session.err());
  }

  @Test
  void the_file_that_is_named_shows_the_real_error_with_its_exit_code() {
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("debug", failed(), "--file", "d.txt"));
    assertTrue(session.out().contains("no such column in d.txt"), session.out());
    assertTrue(session.err().contains("exit code 3"), session.err());
  }

  @Test
  void with_all_it_takes_what_the_job_takes() {
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("debug", failed(), "--all"));
    assertTrue(session.out().contains("reading c.txt\nreading d.txt\n"), session.out());
  }

  @Test
  void neither_the_outputs_nor_the_journal_of_the_run_are_touched() throws IOException {
    String journal = session.read(".hdw/latest/journal.jsonl");
    session.hdw("debug", failed());
    assertEquals(journal, session.read(".hdw/latest/journal.jsonl"));
    assertFalse(session.exists("all.txt"));
    String written = session.err().lines().reduce((one, other) -> other).orElseThrow().strip();
    assertTrue(written.contains("/debug/"), written);
    assertEquals("3\n", java.nio.file.Files.readString(Path.of(written)));
  }

  @Test
  void what_cannot_be_run_is_said() {
    assertEquals(ExitCode.USAGE, session.hdw("debug", "lines/x"));
    assertEquals(ExitCode.USAGE, session.hdw("debug", "lines/s"));
    assertTrue(session.err().contains("could be 2 jobs"), session.err());
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("debug", failed(), "--file", "z.txt"));
    assertTrue(session.err().contains("has no input `z.txt`"), session.err());
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("debug", "all", "--all"));
    assertTrue(session.err().contains("is not there; `lines/s/"), session.err());
  }
}
