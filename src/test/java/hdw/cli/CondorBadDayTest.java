package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong with a real HTCondor, in the words of 23.9.6. */
@Tag("engine")
final class CondorBadDayTest extends QueueBadDay {
  private static final String NO_ADDRESS = "ERROR: Can't find address of local schedd";

  CondorBadDayTest() {
    super(new CondorQueue(), "HTCondor");
  }

  @Override
  String silence() {
    return NO_ADDRESS;
  }

  @Override
  String unanswered() {
    return "HTCondor's schedd does not answer: " + NO_ADDRESS;
  }

  @Override
  String late() {
    return "ERROR: Failed to commit job submission into the queue.";
  }

  @Override
  String full() {
    return "ERROR: Failed to write to the spool: No space left on device";
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
  void what_is_refused_fails_with_the_words_of_HTCondor_and_is_not_tried_for_ever()
      throws Exception {
    workflow(
        WORKFLOW.replace(
            "defaults {", "defaults { directive htcondor = \"universe = parallel_of_its_own\" "));
    assertEquals(3, pool.run("run", "day.hdw", "--no-pause"), pool.said());
    assertTrue(pool.said().contains("not_started"), pool.said());
    assertTrue(pool.said().contains("parallel_of_its_own"), pool.said());
    assertTrue(pool.calls("condor_submit") <= 8, pool.calls("condor_submit") + " submissions");
    assertEquals(List.of(), pool.inQueue());
  }

  @Test
  void what_is_tidied_up_late_is_nothing_that_was_submitted_since() throws Exception {
    workflow(WORKFLOW.replace("\"cat", "\"while [ ! -e on ]; do sleep 0.2; done; cat"));
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
}
