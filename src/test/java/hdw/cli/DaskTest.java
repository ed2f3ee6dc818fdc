package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run with Dask whose workers are processes of this machine. */
final class DaskTest extends DaskRuns {
  @Override
  String cluster() {
    return "max_workers = 2  cpus = 1  memory = 150 MB";
  }

  @Override
  List<String> inQueue(Path run) {
    return List.of();
  }

  @Test
  void a_worker_that_is_killed_is_named_with_its_jobs_and_replaced() throws Exception {
    write(8, "sleep 3"); // what ends before anybody can end it counts
    Process driver = start("run", "crew.hdw");
    await("done", 3);
    running("worker.py").get(0).destroyForcibly();
    assertEquals(0, exit(driver), this::said);
    checkWhole(8);
    assertTrue(said().contains("lost_node: worker "), this::said);
    assertTrue(said().contains("ended under it: exit code 137"), this::said);
  }
}
