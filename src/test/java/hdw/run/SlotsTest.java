package hdw.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Plans;
import hdw.rules.Request;
import hdw.units.Memory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many jobs this machine takes at a time. */
final class SlotsTest {
  @TempDir Path folder;
  private final Slots slots = new Slots(4, Memory.ofMebibytes(8192));

  private Request request(int cpus, String memory) {
    String task = "task t { cpus = %d  memory = %s  run = \"true\" }";
    return Plans.of(folder, "workflow w\n" + task.formatted(cpus, memory))
        .nodes()
        .get(0)
        .request(0);
  }

  @Test
  void jobs_fit_as_long_as_cores_are_free() {
    assertTrue(slots.take(request(3, "1 GB")));
    assertFalse(slots.take(request(2, "1 GB")));
    assertTrue(slots.take(request(1, "1 GB")));
    assertTrue(slots.isFull());
  }

  @Test
  void jobs_fit_as_long_as_memory_is_free() {
    assertTrue(slots.take(request(1, "5 GB")));
    assertFalse(slots.take(request(1, "4 GB")));
    assertTrue(slots.take(request(1, "3 GB")));
    assertTrue(slots.isFull());
  }

  @Test
  void what_a_job_took_is_free_when_it_is_over() {
    Request request = request(4, "8 GB");
    assertTrue(slots.take(request));
    slots.release(request);
    assertFalse(slots.isFull());
    assertTrue(slots.take(request));
  }

  @Test
  void a_job_that_asks_for_more_than_all_runs_alone() {
    Request large = request(64, "500 GB");
    assertTrue(slots.take(large));
    assertFalse(slots.take(request(1, "1 MB")));
    slots.release(large);
    assertTrue(slots.take(request(1, "1 MB")));
    assertFalse(slots.take(large));
  }
}
