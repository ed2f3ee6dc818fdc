package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run with Dask whose workers are jobs of a real batch system. */
abstract class DaskQueueRuns extends DaskRuns {
  private final RealQueue queue;

  /** How long workers live; nothing is said about it where it is empty. */
  private String lifetime = "";

  DaskQueueRuns(RealQueue queue) {
    this.queue = queue;
  }

  @Override
  String cluster() {
    return "executor = "
        + queue.executor()
        + "  max_workers = 3  cpus = 2  memory = 400 MB"
        + lifetime;
  }

  @Override
  List<String> inQueue(Path run) throws Exception {
    return queue.jobs(run);
  }

  @Test
  void a_worker_that_is_removed_is_replaced_and_its_jobs_go_again() throws Exception {
    write(12, "sleep 4"); // what ends before anybody can end it counts
    Process driver = start("run", "crew.hdw");
    await("done", 3);
    String id = inQueue(latest().path().resolve("dask")).get(0);
    queue.cancel(id.substring(0, id.indexOf(' ')));
    assertEquals(0, exit(driver), this::said);
    checkWhole(12);
    assertTrue(said().contains("preempted: worker "), this::said);
    assertTrue(said().contains("ended under it: "), this::said);
  }

  /** Memory of a file system is no process's own: only the batch system sees it. */
  @Test
  void of_a_worker_that_takes_too_much_memory_the_largest_job_answers() throws Exception {
    Path file = Path.of("/dev/shm", "hdw-" + folder.getFileName());
    write(
        3,
        "if [ \"$n\" = 2 ] && [ \"$HDW_ATTEMPT\" = 1 ]; then head -c 30M /dev/zero | tail -c 30M |"
            + " (sleep 4; cat > /dev/null) & sleep 2; head -c 900M /dev/zero > "
            + file
            + "; sleep 20; fi");
    try {
      runWell("run", "crew.hdw");
    } finally {
      Files.deleteIfExists(file);
    }
    checkWhole(3);
    assertTrue(said().contains("failed: out_of_memory: "), this::said);
    assertTrue(said().contains("ended under it: "), this::said);
  }

  @Test
  void a_job_for_which_a_whole_life_of_a_worker_is_too_short_is_out_of_time() throws Exception {
    lifetime = "  lifetime = 60 s";
    write(1, "sleep 300");
    assertEquals(3, exit(start("run", "crew.hdw")), this::said);
    assertTrue(said().contains("out_of_time: "), this::said);
    assertFalse(said().contains("KilledWorker"), this::said);
    checkNothingIsLeft();
  }
}
