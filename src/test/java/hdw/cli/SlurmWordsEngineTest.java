package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.insight.Insight;
import hdw.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of jobs that a real Slurm has. */
@Tag("engine")
final class SlurmWordsEngineTest extends SessionOnQueue {
  private static final SlurmQueue QUEUE = new SlurmQueue();

  /** For jobs that Slurm may start again: hdw says --no-requeue otherwise. */
  private static final String AGAIN = "directive slurm = \"--requeue\"";

  @TempDir Path elsewhere;

  SlurmWordsEngineTest() {
    super(QUEUE);
  }

  private String why(String job) {
    return pool.hdw("why", job);
  }

  @Test
  void a_job_that_is_held_is_shown_as_held_from_anywhere_and_goes_on_when_it_is_released()
      throws Exception {
    pool.workflow(
        "task t { output = \"out\"  run = \"true > {{output}}\"  directive slurm = \"--hold\" }\n");
    pool.start();
    pool.awaitStatus(" HELD ");
    assertTrue(why("t").startsWith("t: held, attempt 1: "), why("t"));
    assertTrue(pool.hdw("status", "--json").contains("\"held\" : 1"));
    Files.createSymbolicLink(elsewhere.resolve("state"), folder.resolve("state"));
    String run = folder.resolve(".hdw/latest").toRealPath().getFileName().toString();
    var other = new Session(elsewhere);
    assertEquals(ExitCode.DONE, other.hdw("status", run), other.err());
    assertTrue(other.out().contains(" HELD "), other.out());
    QUEUE.act(folder, "scontrol", "release");
    assertEquals(0, pool.end(), pool.read("said"));
    assertFalse(pool.hdw("status").contains(" HELD "));
  }

  @Test
  void a_job_that_touches_200_MB_has_them_in_the_journal() throws Exception {
    pool.workflow(
        "task t { output = \"out\"  memory = 400 MB  run = \"head -c 200M /dev/zero | tail -c 200M | wc -c > {{output}}\" }\n");
    pool.start();
    assertEquals(0, pool.end(), pool.read("said"));
    Insight insight = Insight.of(RunFolder.latest(folder.resolve(".hdw")).orElseThrow());
    long bytes = insight.attempts().get(0).usage().memoryBytes().orElseThrow();
    assertTrue(bytes >= 200L << 20 && bytes < 300L << 20, Long.toString(bytes));
  }

  @Test
  void a_waiting_task_that_a_person_holds_is_held_and_the_others_are_not() throws Exception {
    pool.workflow(
        """
        task t for each n in range(3) {
          max_running = 1
          output      = "out/{{n}}"
          run         = "while [ ! -e go ]; do sleep 0.2; done; echo {{n}} > {{output}}"
        }
        """);
    pool.start();
    Engine.await(() -> QUEUE.rows(folder).size() == 3, "three jobs");
    String held = QUEUE.rows(folder).get(0).array() + "_2";
    Engine.run(folder, "scontrol", "hold", held);
    pool.awaitStatus(" HELD ");
    assertTrue(why("t/2").startsWith("t/2: held, attempt 1: "), why("t/2"));
    assertTrue(why("t/1").startsWith("t/1: in the queue, attempt 1"), why("t/1"));
    Files.writeString(folder.resolve("go"), "");
    Engine.await(() -> Files.exists(folder.resolve("out/1")), "the end of the others");
    assertFalse(Files.exists(folder.resolve("out/2")));
    Engine.run(folder, "scontrol", "release", held);
    assertEquals(0, pool.end(), pool.read("said"));
  }

  @Test
  void why_a_job_waits_is_told_in_words() throws Exception {
    pool.workflow(
        """
        task later { output = "l"  run = "true"  directive slurm = "--begin=now+1hour" }
        task one for each n in range(2) { max_running = 1  output = "o{{n}}"  run = "sleep 100" }
        """);
    pool.start();
    pool.awaitStatus(" QUEUED ");
    assertTrue(why("later").startsWith("later: in the queue, attempt 1"), why("later"));
    Engine.await(() -> why("later").contains("BeginTime"), "BeginTime");
    assertTrue(why("later").lines().count() <= 20, why("later"));
    Engine.await(() -> why("one/1").contains("JobArrayTaskLimit"), "JobArrayTaskLimit");
    assertTrue(pool.hdw("status", "--json").contains("\"queued\" : 1"));
  }

  /** A requeued job waits for half a minute here, and for two elsewhere. */
  @Test
  void what_an_attempt_printed_before_and_after_it_was_requeued_is_shown_in_order()
      throws Exception {
    pool.workflow(
        """
        task t {
          output = "out"
          run    = "echo hello; echo trouble >&2; [ -e again ] || { touch again; sleep 300; }; echo > {{output}}"
          AGAIN
        }
        """
            .replace("AGAIN", AGAIN));
    pool.start();
    Engine.await(() -> pool.hdw("logs", "t").contains("hello"), "a first word");
    QUEUE.act(folder, "scontrol", "requeue");
    assertEquals(0, pool.end(), pool.read("said"));
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
  void what_is_printed_is_followed_over_a_job_that_is_requeued_and_held() throws Exception {
    pool.workflow(
        """
        task t {
          output = "out"
          run    = "echo at work; [ -e again ] || { touch again; sleep 300; }; echo end > {{output}}; echo end"
          AGAIN
        }
        """
            .replace("AGAIN", AGAIN));
    pool.start();
    Engine.await(() -> pool.hdw("logs", "t").contains("at work"), "a first word");
    Process follower =
        new Program(folder).startInto("followed", List.of(), "logs", "t", "--follow");
    QUEUE.act(folder, "scontrol", "requeuehold");
    pool.awaitStatus(" HELD ");
    assertTrue(
        why("t").contains("held, attempt 1: it was put back into the queue and held there"),
        why("t"));
    QUEUE.act(folder, "scontrol", "release");
    assertEquals(0, pool.end(), pool.read("said"));
    Engine.await(() -> !follower.isAlive(), "the end of following");
    String followed = pool.read("followed");
    assertEquals(2, followed.lines().filter(each -> each.startsWith("at ")).count(), followed);
    assertTrue(followed.endsWith("end\n"), followed);
  }

  @Test
  void what_Slurm_says_of_a_job_itself_is_shown() throws Exception {
    pool.workflow("task t { output = \"out\"  run = \"echo hello; sleep 300\" }\n");
    pool.start("--no-pause");
    Engine.await(() -> pool.hdw("logs", "t").contains("hello"), "a first word");
    QUEUE.act(folder, "scancel");
    assertEquals(ExitCode.JOBS_FAILED.number(), pool.end(), pool.read("said"));
    assertTrue(pool.read("said").contains("t failed: removed: "), pool.read("said"));
    assertTrue(why("t").contains("removed (certain: "), why("t"));
  }
}
