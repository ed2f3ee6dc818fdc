package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people are told of the limits of a real cluster, whose Slurm would let their jobs wait. */
@Tag("engine")
final class SlurmLimitsEngineTest extends SessionOnQueue {
  private static final SlurmQueue QUEUE = new SlurmQueue();

  SlurmLimitsEngineTest() {
    super(QUEUE);
  }

  @Test
  void nothing_is_submitted_where_a_job_asks_for_more_than_its_partition_allows() throws Exception {
    pool.workflow(
        """
        task ok { output = "ok"  run = "true > {{output}}" }
        task t {
          output = "out"
          time   = 300 d
          memory = 5 TB
          run    = "true > {{output}}"
        }
        """);
    pool.expect(ExitCode.SURROUNDINGS, pool.run());
    String said = pool.err();
    for (String each :
        List.of(
            "w.hdw:7:12: error[HDW0717]: 42 w 6 d is above the ",
            "w.hdw:8:12: error[HDW0717]: 5 TB of memory is more than the ",
            "jobs of `t` would wait in the queue",
            "no partition of this cluster allows it")) {
      assertTrue(said.contains(each), said);
    }
    assertFalse(Files.exists(folder.resolve(".hdw/latest")), said);
    assertEquals(List.of(), QUEUE.accounts(folder));
  }

  @Test
  void a_rule_that_asks_for_more_than_any_node_has_ends_the_job_in_words() throws Exception {
    pool.workflow(
        """
        task t { output = "out"  run = "exit 3" }
        rule grow on failure { when exit == 3 then memory = 5 TB, retry }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run("--no-pause"));
    assertTrue(pool.err().contains("tried again with memory = 5 TB (rule grow)"), pool.err());
    String why = pool.hdw("why", "t");
    assertTrue(why.contains("not_started"), why);
    assertTrue(why.contains("5 TB of memory is more than the "), why);
  }

  @Test
  void a_job_that_waits_is_told_why_in_words() throws Exception {
    pool.workflow(
        "task t { output = \"o\"  run = \"true\"  directive slurm = \"--begin=now+1hour\" }\n");
    pool.start();
    pool.awaitStatus(" QUEUED ");
    Engine.await(
        () -> pool.hdw("why", "t").contains("it may not start yet"), "the reason of Slurm");
    assertTrue(pool.hdw("why", "t").contains("(BeginTime)"));
  }

  @Test
  void doctor_tells_the_partitions() {
    String said = pool.hdw("doctor");
    assertTrue(
        said.matches(
            "(?s).*\nSlurm +\\d+\\.\\d+.*, with(out)? accounting, arrays of up to"
                + " \\d+ jobs; partitions:\n.*"),
        said);
    assertTrue(said.matches("(?s).*\n +\\S+ \\(the usual one\\): .*\\d+ cores.*"), said);
  }
}
