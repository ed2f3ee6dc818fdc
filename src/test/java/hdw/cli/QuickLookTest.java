package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a part of the workflow does not forget what the whole has made. */
final class QuickLookTest {
  private static final String WORKFLOW =
      """
      workflow q
      sample one { files = glob("one/*.txt") }
      sample two { files = glob("two/*.txt") }
      task copy for each sample {
        split  = 1 file
        memory = 10 MB
        output = "out/{{sample}}/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; cp {{input}} {{output}}"
      }
      task other {
        memory = 10 MB
        output = "other.txt"
        run    = "echo other >> begun; echo > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("q.hdw", WORKFLOW);
    for (int i = 0; i < 4; i++) {
      session.file("one/a" + i + ".txt", i + "\n").file("two/b" + i + ".txt", i + "\n");
    }
  }

  private long begunBy(String... words) throws IOException {
    long before = session.exists("begun") ? session.read("begun").lines().count() : 0;
    String[] all = new String[words.length + 4];
    System.arraycopy(new String[] {"run", "@q.hdw", "-j", "2"}, 0, all, 0, 4);
    System.arraycopy(words, 0, all, 4, words.length);
    assertEquals(ExitCode.DONE, session.hdw(all), session.err());
    long after = session.exists("begun") ? session.read("begun").lines().count() : 0;
    return after - before;
  }

  @Test
  void the_whole_takes_up_what_it_had_before_a_look_at_a_few_files() throws IOException {
    assertEquals(9, begunBy());
    assertEquals(0, begunBy("--limit", "1"));
    assertEquals(1, begunBy("--limit", "1", "--redo", "other"));
    assertEquals(0, begunBy());
  }

  @Test
  void results_go_through_many_runs_that_do_not_ask_for_them() throws IOException {
    assertEquals(9, begunBy());
    session.file("one/a0.txt", "changed\n").file("two/b3.txt", "changed\n");
    assertEquals(1, begunBy("--only", "copy/one"));
    assertEquals(1, begunBy("--redo", "other", "--only", "other"));
    assertEquals(1, begunBy("--limit", "1", "--redo", "other"));
    assertEquals(1, begunBy(), "the one that changed and that nobody asked for since");
  }

  @Test
  void what_is_only_remembered_counts_nowhere() throws IOException {
    begunBy();
    begunBy("--limit", "1", "--redo", "other");
    Counts counts = Counts.of(session);
    assertEquals("1 jobs, 1 done", counts.node("copy/one"));
    assertEquals("1 files, 1 done", counts.coverage("copy/one"));
    assertTrue(session.hdw("verify") == ExitCode.DONE, session.err());
  }

  @Test
  void a_result_whose_output_is_gone_meanwhile_is_made_again() throws IOException {
    begunBy();
    begunBy("--only", "other", "--redo", "other");
    assertTrue(folder.resolve("other.txt").toFile().delete());
    session.file("out/mine.txt", "");
    assertEquals(1, begunBy());
  }

  @Test
  void redo_in_a_quick_look_goes_for_the_whole_too() throws IOException {
    begunBy();
    assertEquals(2, begunBy("--redo", "copy", "--limit", "1", "--only", "copy"));
    assertEquals(6, begunBy());
  }

  @Test
  void after_a_new_beginning_nothing_of_before_counts() throws IOException {
    begunBy();
    assertEquals(3, begunBy("--new", "--limit", "1"));
    assertEquals(6, begunBy());
  }

  @Test
  void results_of_a_task_that_is_gone_are_forgotten() throws IOException {
    begunBy();
    session.file("q.hdw", WORKFLOW.replace("task other", "task another"));
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("run", "@q.hdw"));
    assertEquals(1, begunBy("--overwrite"));
    assertFalse(session.read(".hdw/latest/journal.jsonl").contains("\"job\":\"other\""));
  }
}
