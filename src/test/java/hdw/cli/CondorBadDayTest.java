package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with a real HTCondor, and what people do to its jobs: nothing is lost or made
 * twice, and it is told.
 *
 * <p>The pool and its programs are real; that they do not answer is switched on in front of them,
 * with the words that HTCondor 23.9.6 has for it.
 */
@Tag("engine")
final class CondorBadDayTest {
  private static final int JOBS = 3;

  /** Jobs that end when the file {@code go} is there. */
  private static final String WORKFLOW =
      """
      workflow day
      defaults { executor = htcondor  memory = 50 MB }
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

  /** A job on this machine before the others: when a run begins, HTCondor has to answer. */
  private static final String FIRST =
      """
      task first {
        executor = local
        output   = "first.txt"
        run      = "echo > here; while [ ! -e begin ]; do sleep 0.1; done; echo 1 > {{output}}"
      }
      task wait for each n in range(3) {
      """;

  private static final String NO_ADDRESS = "ERROR: Can't find address of local schedd";

  @TempDir Path folder;
  private OnQueue pool;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    pool = new OnQueue(folder, new CondorQueue());
    session = new Session(folder).file("day.hdw", WORKFLOW);
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    pool.close();
  }

  private void go() throws IOException {
    session.file("go", "");
  }

  /** The run ends well, each job ran as often as it says, and nothing is left. */
  private void endsWell(Process driver, int attempts) throws Exception {
    assertEquals(0, pool.exit(driver), pool.said());
    assertEquals("0\n1\n2\n", session.read("sum.txt"));
    assertTrue(pool.events("done").size() >= JOBS + 1, pool.said());
    assertEquals(attempts, pool.events("started").size(), pool.said());
    assertEquals(List.of(), pool.inQueue());
  }

  private void eachRanOnce() throws IOException {
    for (int i = 0; i < JOBS; i++) {
      assertEquals("1\n", session.read("ran." + i));
    }
  }

  /** The first job in the queue, {@code 4137.0}, or its cluster: what stands before a mark. */
  private String first(char mark) throws Exception {
    String line = pool.inQueue().get(0);
    return line.substring(0, line.indexOf(mark));
  }

  private static void assertTold(String said, String words, int times) {
    assertEquals(times, said.split(Pattern.quote(words), -1).length - 1, said);
  }

  @Test
  void jobs_are_submitted_when_the_schedd_answers_again() throws Exception {
    go();
    session.file(
        "day.hdw",
        WORKFLOW.replace("task wait for each n in range(3) {", FIRST + "\n  after = first"));
    Process driver = pool.start("run", "day.hdw");
    Engine.await(() -> Files.exists(folder.resolve("here")), "the first job");
    pool.fail("down", NO_ADDRESS);
    session.file("begin", "");
    pool.awaitSaid("hdw: HTCondor's schedd does not answer: " + NO_ADDRESS);
    Engine.await(() -> calls("condor_q") >= 3, "a third question");
    assertEquals(1, pool.calls("condor_submit"), "submitted before it is known what became of it");
    pool.mend("down");
    endsWell(driver, JOBS + 2);
    assertTold(pool.said(), "does not answer", 1);
    assertTold(pool.said(), "hdw: HTCondor answers again", 1);
    eachRanOnce();
  }

  private long calls(String program) {
    try {
      return pool.calls(program);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void jobs_go_on_and_are_followed_while_the_schedd_does_not_answer() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    pool.fail("down", "-- Failed to fetch ads from: <127.0.0.1:9618> : localhost");
    go();
    pool.awaitEvents("done", JOBS);
    pool.awaitSaid("does not answer");
    pool.mend("down");
    endsWell(driver, JOBS + 1);
    eachRanOnce();
  }

  @Test
  void a_submission_that_failed_after_the_fact_is_found_and_not_repeated() throws Exception {
    pool.fail("late", "ERROR: Failed to commit job submission into the queue.");
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    pool.mend("late");
    assertEquals(1, pool.events("submitted").size() + pool.unanswered().size());
    go();
    endsWell(driver, JOBS + 1);
    assertEquals(2, pool.calls("condor_submit"));
    eachRanOnce();
  }

  @Test
  void a_condor_submit_that_hangs_and_is_ended_has_submitted_nothing() throws Exception {
    go();
    pool.fail("hang", "");
    Process driver = pool.start("run", "day.hdw");
    Engine.await(() -> Files.exists(pool.trace("hanging")), "a condor_submit that hangs");
    pool.mend("hang");
    Program.signal("KILL", Long.parseLong(Files.readString(pool.trace("hanging")).strip()));
    endsWell(driver, JOBS + 1);
    assertTold(pool.said(), "hdw: HTCondor's `condor_submit` was ended: exit code 137", 1);
    eachRanOnce();
  }

  @Test
  void a_full_spool_is_waited_for_without_new_attempts() throws Exception {
    go();
    pool.fail("full", "ERROR: Failed to write to the spool: No space left on device");
    Process driver = pool.start("run", "day.hdw");
    Engine.await(() -> calls("condor_submit") >= 3, "a third submission");
    assertEquals(JOBS, pool.events("started").size());
    assertTold(pool.said(), "No space left on device", 1);
    assertTold(pool.said(), "answers again", 0);
    pool.mend("full");
    endsWell(driver, JOBS + 1);
    assertTold(pool.said(), "hdw: HTCondor answers again", 1);
    eachRanOnce();
  }

  @Test
  void what_is_refused_fails_with_the_words_of_HTCondor_and_is_not_tried_for_ever()
      throws Exception {
    session.file(
        "day.hdw",
        WORKFLOW.replace(
            "defaults {", "defaults { directive htcondor = \"universe = parallel_of_its_own\" "));
    assertEquals(3, pool.run("run", "day.hdw", "--no-pause"), pool.said());
    assertTrue(pool.said().contains("not_started"), pool.said());
    assertTrue(pool.said().contains("parallel_of_its_own"), pool.said());
    assertTrue(pool.calls("condor_submit") <= 8, pool.calls("condor_submit") + " submissions");
    assertEquals(List.of(), pool.inQueue());
  }

  @Test
  void a_driver_that_is_stopped_leaves_its_jobs_in_the_queue_and_says_so() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    Program.signal("INT", driver.pid());
    assertEquals(130, pool.exit(driver));
    assertTrue(pool.said().contains(JOBS + " jobs go on in the queue of HTCondor"), pool.said());
    assertTrue(pool.said().contains("hdw cancel day_"), pool.said());
    assertFalse(pool.said().contains("no job is left running"), pool.said());
    assertEquals(JOBS, pool.inQueue().size());
    go();
    Engine.await(() -> Files.exists(folder.resolve("out/2.txt")), "the end of the jobs");
    endsWell(pool.start("resume"), JOBS + 1);
    eachRanOnce();
  }

  @Test
  void a_held_job_is_told_and_goes_on_when_it_is_released() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    String job = first(' ');
    Engine.run(folder, "condor_hold", job);
    pool.awaitSaid("is held: via condor_hold");
    go();
    pool.awaitEvents("done", JOBS - 1);
    assertTrue(driver.isAlive());
    Engine.run(folder, "condor_release", job);
    endsWell(driver, JOBS + 1);
  }

  @Test
  void jobs_that_a_person_removes_fail_and_the_others_go_on() throws Exception {
    Process driver = pool.start("run", "day.hdw", "--no-pause");
    pool.awaitEvents("began", JOBS);
    Engine.run(folder, "condor_rm", first(' '));
    pool.awaitEvents("failed", 1);
    go();
    assertEquals(3, pool.exit(driver), pool.said());
    Map<String, Object> failed = pool.events("failed").get(0);
    assertTrue(failed.toString().contains("removed"), failed.toString());
    assertEquals(JOBS - 1, pool.events("done").size());
  }

  @Test
  void a_cluster_that_is_removed_half_done_leaves_what_is_done() throws Exception {
    session.file(
        "day.hdw",
        WORKFLOW
            .replace("while [ ! -e go ]", "while ((n > 0)) && [ ! -e go ]")
            .replace("echo \"$HDW_ATTEMPT\"", "n={{n}}; echo \"$HDW_ATTEMPT\""));
    Process driver = pool.start("run", "day.hdw", "--no-pause");
    pool.awaitEvents("done", 1);
    Engine.run(folder, "condor_rm", first('.'));
    assertEquals(3, pool.exit(driver), pool.said());
    assertEquals(JOBS - 1, pool.events("failed").size());
    go();
    session.file("day.hdw", session.read("day.hdw"));
    endsWell(pool.start("retry"), 2 * JOBS);
  }

  @Test
  void ends_are_found_though_the_event_log_was_deleted() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    Files.delete(pool.latest().file("condor.log"));
    go();
    endsWell(driver, JOBS + 1);
    eachRanOnce();
  }

  @Test
  void ends_are_found_though_the_event_log_was_cut_while_no_driver_was_there() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    driver.destroyForcibly().waitFor();
    go();
    Engine.await(() -> Files.exists(folder.resolve("out/2.txt")), "the end of the jobs");
    Path log = pool.latest().file("condor.log");
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length / 3));
    endsWell(pool.start("resume"), JOBS + 1);
    eachRanOnce();
  }

  @Test
  void an_end_that_was_only_half_written_is_found_in_the_queue() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    Path log = pool.latest().file("condor.log");
    Files.writeString(log, "005 (1.000.000) 2026-01-01 00:0", StandardOpenOption.APPEND);
    go();
    endsWell(driver, JOBS + 1);
    eachRanOnce();
  }

  @Test
  void what_is_tidied_up_late_is_nothing_that_was_submitted_since() throws Exception {
    session.file(
        "day.hdw", WORKFLOW.replace("\"cat", "\"while [ ! -e on ]; do sleep 0.2; done; cat"));
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    driver.destroyForcibly().waitFor();
    pool.fail("mute", "-- Failed to fetch ads from: <127.0.0.1:9618> : localhost");
    Process next = pool.start("resume");
    pool.awaitSaid("does not answer");
    go();
    pool.awaitEvents("submitted", 2);
    pool.mend("mute");
    pool.awaitSaid("HTCondor answers again");
    session.file("on", "");
    endsWell(next, JOBS + 1);
    assertEquals(0, pool.calls("condor_rm"));
    eachRanOnce();
  }

  @Test
  void a_cluster_that_is_removed_takes_along_the_jobs_that_HTCondor_has_not_made_yet()
      throws Exception {
    session.file("day.hdw", WORKFLOW.replace("run    = \"\"\"", "max_running = 1\n  run = \"\"\""));
    Process driver = pool.start("run", "day.hdw", "--no-pause");
    pool.awaitEvents("began", 1);
    Engine.run(folder, "condor_rm", first('.'));
    assertEquals(3, pool.exit(driver), pool.said());
    assertEquals(JOBS, pool.events("failed").size());
    assertEquals(JOBS, pool.events("started").size());
  }
}
