package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with a real batch system, and what people do to its jobs: nothing is lost or made
 * twice, and it is told.
 *
 * <p>The system and its programs are real; that they do not answer is switched on in front of them,
 * with the words that it has for it.
 */
abstract sealed class QueueBadDay permits CondorBadDayTest, SlurmBadDayEngineTest {
  static final int JOBS = 3;

  /** Jobs that end when the file {@code go} is there. */
  static final String WORKFLOW =
      """
      workflow day
      defaults { executor = EXECUTOR  memory = 50 MB }
      task wait for each n in range(3) {
        output = "out/{{n}}.txt"
        run    = \"""
          echo "$HDW_ATTEMPT" >> ran.{{n}}
          while [ ! -e go ]; do sleep 0.2; done
          echo {{n}} > {{output}}
        \"""
      }
      task sum {
        input  = wait
        output = "sum.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  /** A job on this machine before the others: when a run begins, the batch system has to answer. */
  private static final String FIRST =
      """
      task first {
        executor = local
        output   = "first.txt"
        run      = "echo > here; while [ ! -e begin ]; do sleep 0.1; done; echo 1 > {{output}}"
      }
      task wait for each n in range(3) {
      """;

  @TempDir Path folder;
  OnQueue pool;
  Session session;
  private final RealQueue queue;
  private final String name;

  /**
   * @param name how hdw calls it
   */
  QueueBadDay(RealQueue queue, String name) {
    this.queue = queue;
    this.name = name;
  }

  /** What its programs say when nothing answers. */
  abstract String silence();

  /** What a driver tells then. */
  abstract String unanswered();

  /** What they say of a submission that was perhaps taken. */
  abstract String late();

  /** What they say where there is no room for more jobs for now. */
  abstract String full();

  @BeforeEach
  void write() throws IOException {
    pool = new OnQueue(folder, queue);
    session = new Session(folder);
    workflow(WORKFLOW);
  }

  /** Writes the workflow. */
  void workflow(String text) throws IOException {
    session.file("day.hdw", text.replace("EXECUTOR", queue.executor()));
  }

  /** The program that submits. */
  private String submitter() {
    return queue.programs().get(0);
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    pool.close();
  }

  /** Lets the jobs end. */
  void go() throws IOException {
    session.file("go", "");
  }

  /** The run ends well, each job ran as often as it says, and nothing is left. */
  void endsWell(Process driver, int attempts) throws Exception {
    assertEquals(0, pool.exit(driver), pool.said());
    assertEquals("0\n1\n2\n", session.read("sum.txt"));
    assertTrue(pool.events("done").size() >= JOBS + 1, pool.said());
    assertEquals(attempts, pool.events("started").size(), pool.said());
    assertEquals(List.of(), pool.inQueue());
  }

  void eachRanOnce() throws IOException {
    for (int i = 0; i < JOBS; i++) {
      assertEquals("1\n", session.read("ran." + i));
    }
  }

  /** The first job in the queue, {@code 4137.0}, or its array: what stands before a mark. */
  String first(char mark) throws Exception {
    String line = pool.inQueue().get(0);
    return line.substring(0, line.indexOf(mark));
  }

  static void assertTold(String said, String words, int times) {
    assertEquals(times, said.split(Pattern.quote(words), -1).length - 1, said);
  }

  @Test
  void jobs_are_submitted_when_the_queue_answers_again() throws Exception {
    go();
    workflow(WORKFLOW.replace("task wait for each n in range(3) {", FIRST + "\n  after = first"));
    Process driver = pool.start("run", "day.hdw");
    Engine.await(() -> Files.exists(folder.resolve("here")), "the first job");
    pool.fail("down", silence());
    session.file("begin", "");
    pool.awaitSaid("hdw: " + unanswered());
    Engine.await(() -> calls(queue.programs().get(1)) >= 3, "a third question");
    assertTrue(pool.calls(submitter()) <= 1, "submitted before it is known what became of it");
    pool.mend("down");
    endsWell(driver, JOBS + 2);
    assertTold(pool.said(), "does not answer", 1);
    assertTold(pool.said(), "hdw: " + name + " answers again", 1);
    eachRanOnce();
  }

  long calls(String program) {
    try {
      return pool.calls(program);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void a_submission_that_failed_after_the_fact_is_found_and_not_repeated() throws Exception {
    pool.fail("late", late());
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    pool.mend("late");
    assertEquals(1, pool.events("submitted").size() + pool.unanswered().size());
    go();
    endsWell(driver, JOBS + 1);
    assertEquals(2, pool.calls(submitter()));
    eachRanOnce();
  }

  @Test
  void a_submission_that_hangs_and_is_ended_has_submitted_nothing() throws Exception {
    go();
    pool.fail("hang", "");
    Process driver = pool.start("run", "day.hdw");
    Engine.await(() -> Files.exists(pool.trace("hanging")), "a submission that hangs");
    pool.mend("hang");
    Program.signal("KILL", Long.parseLong(Files.readString(pool.trace("hanging")).strip()));
    endsWell(driver, JOBS + 1);
    assertTold(
        pool.said(), "hdw: " + name + "'s `" + submitter() + "` was ended: exit code 137", 1);
    eachRanOnce();
  }

  @Test
  void a_full_queue_is_waited_for_without_new_attempts() throws Exception {
    go();
    pool.fail("full", full());
    Process driver = pool.start("run", "day.hdw");
    Engine.await(() -> calls(submitter()) >= 3, "a third submission");
    assertEquals(JOBS, pool.events("started").size());
    assertTold(pool.said(), full(), 1);
    assertTold(pool.said(), "answers again", 0);
    pool.mend("full");
    endsWell(driver, JOBS + 1);
    assertTold(pool.said(), "hdw: " + name + " answers again", 1);
    eachRanOnce();
  }

  @Test
  void a_driver_that_is_stopped_leaves_its_jobs_in_the_queue_and_says_so() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    Program.signal("INT", driver.pid());
    assertEquals(130, pool.exit(driver));
    assertTrue(pool.said().contains(JOBS + " jobs go on in the queue of " + name), pool.said());
    assertTrue(pool.said().contains("hdw cancel day_"), pool.said());
    assertFalse(pool.said().contains("no job is left running"), pool.said());
    assertEquals(JOBS, pool.inQueue().size());
    go();
    Engine.await(() -> Files.exists(folder.resolve("out/2.txt")), "the end of the jobs");
    endsWell(pool.start("resume"), JOBS + 1);
    eachRanOnce();
  }

  @Test
  void jobs_that_a_person_removes_fail_and_the_others_go_on() throws Exception {
    Process driver = pool.start("run", "day.hdw", "--no-pause");
    pool.awaitEvents("began", JOBS);
    queue.cancel(first(' '));
    pool.awaitEvents("failed", 1);
    go();
    assertEquals(3, pool.exit(driver), pool.said());
    Map<String, Object> failed = pool.events("failed").get(0);
    assertTrue(failed.toString().contains("removed"), failed.toString());
    assertEquals(JOBS - 1, pool.events("done").size());
  }

  @Test
  void an_array_that_is_removed_half_done_leaves_what_is_done() throws Exception {
    workflow(
        WORKFLOW
            .replace("while [ ! -e go ]", "while ((n > 0)) && [ ! -e go ]")
            .replace("echo \"$HDW_ATTEMPT\"", "n={{n}}; echo \"$HDW_ATTEMPT\""));
    Process driver = pool.start("run", "day.hdw", "--no-pause");
    pool.awaitEvents("done", 1);
    queue.cancel(first(queue.mark()));
    assertEquals(3, pool.exit(driver), pool.said());
    assertEquals(JOBS - 1, pool.events("failed").size());
    go();
    endsWell(pool.start("retry"), 2 * JOBS);
  }

  @Test
  void an_array_that_is_removed_takes_along_the_jobs_that_were_not_made_yet() throws Exception {
    workflow(WORKFLOW.replace("run    = \"\"\"", "max_running = 1\n  run = \"\"\""));
    Process driver = pool.start("run", "day.hdw", "--no-pause");
    pool.awaitEvents("began", 1);
    queue.cancel(first(queue.mark()));
    assertEquals(3, pool.exit(driver), pool.said());
    assertEquals(JOBS, pool.events("failed").size());
    assertEquals(JOBS, pool.events("started").size());
  }
}
