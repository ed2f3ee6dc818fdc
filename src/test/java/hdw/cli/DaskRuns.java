package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people may expect of a run with Dask, wherever its workers are. */
abstract class DaskRuns extends DaskDriven {
  @Test
  void every_job_of_500_is_started_once_and_nothing_is_left_of_the_cluster() throws Exception {
    write(245, "");
    runWell("run", "crew.hdw");
    checkWhole(245);
    assertEquals(jobs(245), executions());
    assertTrue(said().contains("Dask dashboard: http://localhost:"), this::said);
    assertTrue(said().contains("ssh -N -f -L localhost:8000:localhost:"), this::said);
  }

  @Test
  void a_job_that_a_rule_gives_more_memory_gets_a_larger_worker() throws Exception {
    write(
        6,
        "if [ \"$n\" = 3 ] && [ \"$HDW_MEMORY_MIB\" -lt 400 ];"
            + " then head -c 300M /dev/zero | tail | wc -c; fi");
    runWell("run", "crew.hdw");
    checkWhole(6);
    assertEquals(jobs(6) + 1, executions());
    assertTrue(said().contains("out_of_memory: used "), this::said);
    String workers =
        Files.readString(latest().path().resolve("dask/bridge.json").resolveSibling("crew.json"));
    assertTrue(workers.contains("\"submissions\""), workers);
  }

  @Test
  void a_scheduler_that_dies_takes_what_ran_with_it_and_nothing_else() throws Exception {
    write(40, "sleep 0.5");
    Process driver = start("run", "crew.hdw");
    await("done", 5);
    running("bridge.py").forEach(ProcessHandle::destroyForcibly);
    assertEquals(0, exit(driver), this::said);
    checkWhole(40);
    assertTrue(said().contains("Dask's scheduler ended, by signal 9"), this::said);
    int failed = events("failed").size();
    assertTrue(executions() - jobs(40) <= failed, executions() + " for " + failed + " failures");
  }

  @Test
  void after_a_driver_that_was_killed_its_run_goes_on_with_what_ended_well() throws Exception {
    write(40, "sleep 0.5");
    Process driver = start("run", "crew.hdw");
    await("done", 5);
    driver.destroyForcibly().waitFor();
    int done = events("done").size();
    runWell("resume");
    checkWhole(40);
    assertTrue(done >= 5);
    assertEquals(jobs(40), events("done").size());
  }

  @Test
  void what_was_begun_with_Dask_is_finished_without_it() throws Exception {
    write(30, "sleep 0.5");
    Process driver = start("run", "crew.hdw");
    await("done", 5);
    driver.destroyForcibly().waitFor();
    runWell("run", "crew.hdw", "--executor", "local");
    checkResults(30);
    assertEquals(List.of(), processes(folder.resolve(".hdw").toString()));
  }

  @Test
  void cancelling_from_elsewhere_leaves_no_process_and_no_worker() throws Exception {
    write(20, "sleep 5");
    Process driver = start("run", "crew.hdw");
    await("began", 1);
    assertEquals(0, exit(start("cancel")), this::said);
    exit(driver);
    checkNothingIsLeft();
    assertTrue(said().contains("no job is left running"), this::said);
  }

  @Test
  void workers_that_never_come_are_told_and_not_brought_for_ever() throws Exception {
    write(2, "");
    Path workflow = folder.resolve("crew.hdw");
    Files.writeString(
        workflow,
        Files.readString(workflow)
            .replace("cluster {", "cluster {\n    setup = \"echo no such module >&2; exit 7\""));
    assertEquals(3, exit(start("run", "crew.hdw", "--no-pause", "--set", "square.retries=0")));
    assertTrue(said().contains("not_started"), this::said);
    assertTrue(said().contains("no such module"), this::said);
    assertTrue(said().contains("exit code 7"), this::said);
    checkNothingIsLeft();
  }
}
