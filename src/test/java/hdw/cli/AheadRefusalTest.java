package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be submitted ahead is refused in words, and nothing is begun. */
final class AheadRefusalTest {
  private static final String NTUPLE =
      """
      task ntuple for each sample {
        executor = slurm  split = 1 file  output = "n/{{chunk}}"  run = "cp {{input}} {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void begin() throws IOException {
    session = new Session(folder).file("a.txt", "a\n").file("b.txt", "b\n");
  }

  private void refuses(String text, String... words) throws IOException {
    session.file("w.hdw", "workflow w\nsample A { files = [\"a.txt\", \"b.txt\"] }\n" + text);
    ExitCode code = session.hdw("submit", "--ahead", "@w.hdw");
    assertEquals(ExitCode.WORKFLOW_ERRORS, code, session.err());
    for (String each : words) {
      assertTrue(session.err().contains(each), session.err());
    }
    assertFalse(session.exists(".hdw/latest"), "nothing is begun");
  }

  @Test
  void a_task_of_this_machine_in_the_middle() throws IOException {
    refuses(
        """
        task list { executor = local  output = "list"  run = "ls > {{output}}" }
        task ntuple { executor = slurm  input = list  output = "n"  run = "cp {{input}} {{output}}" }
        """,
        "error[HDW0704]",
        "`ntuple` waits for `list`, which runs on this machine when a driver starts it",
        "hdw run --detach");
  }

  @Test
  void what_goes_to_htcondor_or_nowhere() throws IOException {
    refuses(NTUPLE.replace("slurm", "htcondor"), "only Slurm takes jobs ahead");
    refuses(NTUPLE.replace("slurm", "local"), "nothing can be submitted ahead");
  }

  @Test
  void what_goes_on_though_something_failed() throws IOException {
    refuses(
        NTUPLE
            + """
            task merged {
              executor = slurm  input = ntuple  tolerate = 10%
              output = "m"  run = "cat {{inputs}} > {{output}}"
            }
            """,
        "`merged` goes on without some of its inputs");
    refuses(
        NTUPLE
            + """
            task report {
              executor = slurm  after = ntuple  always = true  output = "r"  run = "date > {{output}}"
            }
            """,
        "`report` runs even after failures");
  }

  @Test
  void an_output_that_may_be_missing_in_the_middle() throws IOException {
    refuses(
        NTUPLE.replace("executor", "on_missing_output = empty  executor")
            + """
            task merged {
              executor = slurm  input = ntuple  output = "m"  run = "cat {{inputs}} > {{output}}"
            }
            """,
        "which is not known ahead");
  }

  @Test
  void more_arrays_than_jobs_may_run_at_a_time() throws IOException {
    refuses(
        NTUPLE
            + """
            task each_way for each way in ["up", "down"] { executor = slurm  output = "w/{{way}}"  run = "date > {{output}}" }
            task merged for each way {
              executor = slurm  input = each_way  max_running = 1
              output = "m/{{way}}"  run = "cat {{inputs}} > {{output}}"
            }
            """,
        "more than may run at a time");
  }

  @Test
  void more_jobs_than_the_site_wants_in_the_queue() throws IOException {
    refuses(
        "site s { executor = slurm  max_submit = 1 }\n" + NTUPLE,
        "2 jobs are to run, and the site wants at most 1 in the queue");
  }

  @Test
  void jobs_that_share_no_files() throws IOException {
    refuses("site s { executor = slurm  shared = false }\n" + NTUPLE, "share no files");
  }

  @Test
  void what_is_to_be_measured_first() throws IOException {
    refuses(
        NTUPLE.replace("1 file", "30 min").replace("cp {{input}}", "cat {{inputs}} >"),
        "is to be measured before the rest is cut");
  }

  @Test
  void without_ahead_it_says_what_else_there_is() throws IOException {
    session.file("w.hdw", "workflow w\n");
    assertEquals(ExitCode.USAGE, session.hdw("submit", "@w.hdw"));
    assertTrue(session.err().contains("hdw submit wants --ahead"), session.err());
  }
}
