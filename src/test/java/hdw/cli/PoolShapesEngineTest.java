package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which jobs go to a real HTCondor, when, and which are taken back. */
@Tag("engine")
final class PoolShapesEngineTest extends QueueShapes {
  private static final int MORE_THAN_ARE_MADE_AT_ONCE = 1100;

  private static final CondorQueue QUEUE = new CondorQueue();

  PoolShapesEngineTest() {
    super(QUEUE);
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
