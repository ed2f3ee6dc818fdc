package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs go to a real HTCondor, when, and which are taken back. */
@Tag("engine")
final class PoolShapesEngineTest {
  private static final int MORE_THAN_ARE_MADE_AT_ONCE = 1100;

  private static final CondorQueue QUEUE = new CondorQueue();

  @TempDir Path folder;
  private QueueSession pool;

  @BeforeEach
  void begin() throws Exception {
    pool = new QueueSession(folder, QUEUE);
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    pool.close();
  }

  /** Many files, as the sample {@code M}. */
  private void files(int number) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    for (int i = 1; i <= number; i++) {
      Files.writeString(folder.resolve("in/f" + i), i + "\n");
    }
  }

  @Test
  void a_whole_analysis_goes_from_its_files_to_a_plot_made_here() throws Exception {
    pool.workflow(
        """
        task calib { output = "calib"  run = "echo x > {{output}}" }
        task t for each sample, v in ["up", "down"] {
          split  = 1 file
          input  = [sample, calib]
          output = "out/{{v}}/{{chunk}}"
          run    = "cat {{inputs}} > {{output}}"
        }
        task e for each sample, v { input = each t  output = "e/{{v}}/{{chunk}}"  run = "cp {{input}} {{output}}" }
        task tree for each v { input = e by 2  output = "tree/{{v}}"  run = "cat {{inputs}} > {{output}}" }
        task plot { input = tree  executor = local  output = "plot"  run = "cat {{inputs}} > {{output}}" }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertEquals("a\nx\nb\nx\nc\nx\nd\nx\n".repeat(2), pool.read("plot"));
    assertEquals(
        "",
        pool.ofRun("condor.log")
            .lines()
            .filter(each -> each.contains("plot"))
            .findAny()
            .orElse(""));
  }

  @Test
  void a_burst_of_failures_takes_the_jobs_that_have_not_begun_out_of_the_queue() throws Exception {
    files(40);
    pool.workflow(
        """
        sample M { files = glob("in/*") }
        task t for each sample where sample == M {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "echo no such software >&2; sleep 1; exit 3"
        }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run());
    assertTrue(pool.err().contains("jobs failed alike: no such software"), pool.err());
    assertEquals(1, pool.err().lines().filter(each -> each.contains("in the queue of")).count());
    String status = pool.hdw("status");
    assertTrue(status.contains(": paused"), status);
    assertFalse(status.contains("QUEUED"), status);
  }

  @Test
  void after_the_first_failure_nothing_more_begins_where_that_was_asked_for() throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "case {{input}} in a.txt) sleep 2; exit 9 ;; *) sleep 6; echo > {{output}} ;; esac"
          directive htcondor = "requirements = regexp(\\"~[ab]-\\", MY.HdwJob)"
        }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run("--fail-fast"));
    assertTrue(pool.err().contains("1 of 4 jobs done, 1 failed in"), pool.err());
    assertTrue(pool.err().contains("1 failed, 2 not tried"), pool.err());
  }

  @Test
  void a_canary_is_a_submission_of_its_own_and_the_others_follow() throws Exception {
    pool.workflow(copy("1 file"));
    pool.expect(ExitCode.DONE, pool.run("--canary"));
    List<String> told =
        pool.err().lines().filter(each -> each.contains("in the queue of")).toList();
    assertTrue(told.get(0).contains(": 1 job "), pool.err());
    assertTrue(told.get(1).contains(": 3 jobs "), pool.err());
  }

  private static String copy(String split) {
    return """
    task t for each sample {
      split  = SPLIT
      output = "out/{{chunk}}"
      run    = "cat {{inputs}} > {{output}}; sleep 1"
    }
    task sum { input = t  output = "sum"  run = "cat {{inputs}} > {{output}}" }
    """
        .replace("SPLIT", split);
  }

  @Test
  void a_first_look_measures_and_the_run_that_follows_is_cut_by_it() throws Exception {
    pool.workflow(copy("2 s"));
    pool.expect(ExitCode.DONE, pool.run());
    assertTrue(pool.err().contains("first look: 1 job measures how long `t` takes"), pool.err());
    assertEquals("a\nb\nc\nd\n", pool.read("sum"));
  }

  @Test
  void only_what_is_asked_for_goes_there() throws Exception {
    pool.workflow(copy("1 file"));
    pool.expect(ExitCode.DONE, pool.run("--limit", "2", "--only", "t"));
    assertTrue(pool.err().contains("2 of 2 jobs done"), pool.err());
    pool.expect(ExitCode.DONE, pool.run());
    assertTrue(pool.err().contains("5 of 5 jobs done (2 of them before)"), pool.err());
  }

  @Test
  void a_large_task_is_made_bit_by_bit_and_ends() throws Exception {
    files(MORE_THAN_ARE_MADE_AT_ONCE);
    pool.workflow(
        """
        sample M { files = glob("in/*") }
        task t for each sample where sample == M { split = 1 file  output = "out/{{chunk}}"  run = "true > {{output}}" }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertTrue(pool.ofRun("jobs/t.sub").contains("max_idle "), "all at once");
    assertTrue(pool.err().contains("1100 of 1100 jobs done"), pool.err());
  }
}
