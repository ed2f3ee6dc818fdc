package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which jobs go to a real batch system, when, and which are taken back. */
abstract sealed class QueueShapes extends SessionOnQueue
    permits PoolShapesEngineTest, SlurmShapesEngineTest {
  QueueShapes(RealQueue queue) {
    super(queue);
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
    List<String> plots =
        pool.ofRun("journal.jsonl")
            .lines()
            .filter(each -> each.contains("\"job\":\"plot\""))
            .toList();
    assertFalse(plots.isEmpty());
    assertFalse(plots.toString().contains("submission"), plots.toString());
  }

  @Test
  void a_burst_of_failures_takes_the_jobs_that_have_not_begun_out_of_the_queue() throws Exception {
    files(100);
    pool.workflow(
        """
        sample M { files = glob("in/*") }
        task t for each sample where sample == M {
          split  = 1 file
          output = "out/{{chunk}}"
          cpus   = 4
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
  void a_canary_is_a_submission_of_its_own_and_the_others_follow() throws Exception {
    pool.workflow(copy("1 file"));
    pool.expect(ExitCode.DONE, pool.run("--canary"));
    List<String> told =
        pool.err().lines().filter(each -> each.contains("in the queue of")).toList();
    assertTrue(told.get(0).contains(": 1 job "), pool.err());
    assertTrue(told.get(1).contains(": 3 jobs "), pool.err());
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

  /** Many files, as the sample {@code M}. */
  void files(int number) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    for (int i = 1; i <= number; i++) {
      Files.writeString(folder.resolve("in/f" + i), i + "\n");
    }
  }

  static String copy(String split) {
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
}
