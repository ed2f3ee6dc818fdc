package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of jobs that a real HTCondor has. */
@Tag("engine")
final class PoolWordsEngineTest extends SessionOnQueue {
  private static final CondorQueue QUEUE = new CondorQueue();

  @TempDir Path elsewhere;

  PoolWordsEngineTest() {
    super(QUEUE);
  }

  @Test
  void a_job_that_a_person_holds_is_shown_as_held_from_anywhere() throws Exception {
    pool.workflow("task t { output = \"out\"  run = \"sleep 8; echo > {{output}}\" }\n");
    pool.start();
    pool.awaitStatus("RUNNING  WAITING.* 1 +0 +1 ");
    QUEUE.act(folder, "condor_hold", "-reason", "let me look");
    pool.awaitStatus(" HELD ");
    assertTrue(pool.hdw("why", "t").startsWith("t: held, attempt 1: let me look"));
    assertTrue(pool.hdw("status", "--json").contains("\"held\" : 1"));
    Files.createSymbolicLink(elsewhere.resolve("state"), folder.resolve("state"));
    String run = folder.resolve(".hdw/latest").toRealPath().getFileName().toString();
    var other = new Session(elsewhere);
    assertEquals(ExitCode.DONE, other.hdw("status", run), other.err());
    assertTrue(other.out().contains(" HELD "), other.out());
    QUEUE.act(folder, "condor_release");
    assertEquals(0, pool.end());
    assertFalse(pool.hdw("status").contains(" HELD "));
  }

  @Test
  void jobs_that_wait_in_the_queue_are_shown_as_queued() throws Exception {
    pool.workflow(
        "task t { output = \"out\"  run = \"true\"  directive htcondor = \"requirements = false\" }\n");
    pool.start();
    pool.awaitStatus(" QUEUED ");
    assertTrue(pool.hdw("status", "--json").contains("\"queued\" : 1"));
    assertTrue(pool.hdw("why", "t").startsWith("t: in the queue, attempt 1"));
  }

  @Test
  void what_an_attempt_printed_before_and_after_it_was_evicted_is_shown_in_order()
      throws Exception {
    pool.workflow(
        """
        task t {
          output = "out"
          run    = "echo hello; echo trouble >&2; sleep 8; echo > {{output}}"
        }
        """);
    pool.start();
    Engine.await(() -> pool.hdw("logs", "t").contains("hello"), "a first word");
    QUEUE.act(folder, "condor_vacate_job");
    Engine.await(() -> pool.hdw("logs", "t").contains("started again"), "a restart");
    assertEquals(0, pool.end());
    List<String> titles =
        pool.hdw("logs", "t").lines().filter(each -> each.startsWith("==>")).toList();
    assertEquals(4, titles.size(), titles.toString());
    assertTrue(titles.get(0).startsWith("==> t, attempt 1 ("), titles.toString());
    assertTrue(titles.get(2).startsWith("==> t, attempt 1, started again (1) ("));
    String err = pool.hdw("logs", "t", "--err");
    assertEquals(2, err.lines().filter(each -> each.equals("trouble")).count(), err);
    assertFalse(err.contains("hello"), err);
  }

  @Test
  void what_is_printed_is_followed_over_a_restart() throws Exception {
    pool.workflow(
        "task t { output = \"out\"  run = \"echo at $SECONDS; sleep 6; echo end > {{output}}; echo end\" }\n");
    pool.start();
    Engine.await(
        () -> pool.hdw("logs", "t").lines().anyMatch(each -> each.startsWith("at ")),
        "a first word");
    Process follower =
        new Program(folder).startInto("followed", List.of(), "logs", "t", "--follow");
    QUEUE.act(folder, "condor_vacate_job");
    assertEquals(0, pool.end());
    Engine.await(() -> !follower.isAlive(), "the end of following");
    String followed = pool.read("followed");
    assertEquals(2, followed.lines().filter(each -> each.startsWith("at ")).count(), followed);
    assertTrue(followed.endsWith("end\n"), followed);
  }

  @Test
  void lines_of_ones_own_win_and_what_condor_does_not_know_is_told_once() throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split   = 1 file
          output  = "out/{{chunk}}"
          run     = "echo $HDW_JOB > {{output}}; [ {{input}} != a.txt ] || [ {{attempt}} = 2 ]"
          directive htcondor = \"""
            getenv = true
            request_disk = 10M
            max_materialize = 2
            should_transfer_files = IF_NEEDED
            +JobFlavour = "mine"
            no_such_thing = 1
          \"""
        }
        rule again on failure { when attempt < 3 then retry after 1 s }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    List<String> warnings = pool.err().lines().filter(each -> each.contains(" warns: ")).toList();
    assertEquals(1, warnings.size(), pool.err());
    assertTrue(warnings.get(0).startsWith("hdw: HTCondor warns: the line 'no_such_thing = 1'"));
    for (String each : List.of("getenv", "request_disk", "max_materialize", "should_transfer")) {
      String sub = pool.ofRun("jobs/t.sub");
      assertEquals(1, sub.lines().filter(line -> line.startsWith(each)).count(), sub);
    }
  }
}
