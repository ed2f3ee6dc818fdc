package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong with a real Slurm, in the words of 22.05.8. */
@Tag("engine")
final class SlurmBadDayEngineTest extends QueueBadDay {
  private static final String NO_CONTROLLER =
      "slurm_load_jobs error: Unable to contact slurm controller (connect failure)";

  SlurmBadDayEngineTest() {
    super(new SlurmQueue(), "Slurm");
  }

  @Override
  String silence() {
    return NO_CONTROLLER;
  }

  @Override
  String unanswered() {
    return "Slurm does not answer: ";
  }

  @Override
  String late() {
    return "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation";
  }

  @Override
  String full() {
    return "Job violates accounting/QOS submission limit (job submit limit, user's size and/or time limits)";
  }

  @Test
  void jobs_go_on_while_slurmctld_does_not_answer_and_are_not_taken_for_ended() throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    pool.fail("down", NO_CONTROLLER);
    pool.awaitSaid("does not answer");
    go();
    Engine.await(() -> Files.exists(folder.resolve("out/2.txt")), "the end of the jobs");
    assertEquals(List.of(), pool.events("failed"), pool.said());
    assertEquals(List.of(), pool.events("lost"), pool.said());
    pool.mend("down");
    endsWell(driver, JOBS + 1);
    assertTold(pool.said(), "does not answer", 1);
    eachRanOnce();
  }

  @Test
  void ends_are_known_while_sacct_does_not_answer() throws Exception {
    pool.fail("forgetful", "sacct: error: Problem talking to the database: Connection refused");
    go();
    endsWell(pool.start("run", "day.hdw"), JOBS + 1);
    eachRanOnce();
  }

  @Test
  void what_ended_while_no_driver_was_there_is_known_though_Slurm_knows_no_job_any_more()
      throws Exception {
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    driver.destroyForcibly().waitFor();
    go();
    Engine.await(() -> Files.exists(folder.resolve("out/2.txt")), "the end of the jobs");
    Engine.await(() -> pool.inQueue().isEmpty(), "an empty queue");
    pool.fail("forgetful", "Slurm accounting storage is disabled");
    pool.fail("purged", "");
    Process next = pool.start("resume");
    pool.awaitEvents("done", JOBS);
    pool.mend("purged");
    endsWell(next, JOBS + 1);
    eachRanOnce();
  }

  @Test
  void what_is_refused_fails_with_the_words_of_Slurm_and_is_not_tried_for_ever() throws Exception {
    workflow(
        WORKFLOW.replace(
            "defaults {", "defaults { directive slurm = \"--licenses=of_its_own:1\" "));
    assertEquals(3, pool.run("run", "day.hdw", "--no-pause"), pool.said());
    assertTrue(pool.said().contains("not_started"), pool.said());
    assertTrue(pool.said().contains("Invalid license specification"), pool.said());
    assertTrue(pool.calls("sbatch") <= 8, pool.calls("sbatch") + " submissions");
  }

  /** As slurmctld gives ids anew after a crash. */
  @Test
  void a_job_with_the_id_of_ones_own_and_another_name_is_not_taken_for_it() throws Exception {
    workflow(
        WORKFLOW + "rule again on failure { when reason == lost_node then retry after 1 s }\n");
    Process driver = pool.start("run", "day.hdw");
    pool.awaitEvents("began", JOBS);
    pool.fail("renamed", "");
    pool.awaitEvents("failed", JOBS);
    pool.mend("renamed");
    go();
    endsWell(driver, 2 * JOBS + 1);
  }
}
