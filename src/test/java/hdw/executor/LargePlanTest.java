package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.plan.Plan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred samples of a thousand files: what a Run 3 analysis has, with all its variations. */
final class LargePlanTest {
  /** Of this thread's processor time: a busy machine takes longer, but not more. */
  private static final Duration LONGEST = Duration.ofMillis(1500);

  @TempDir Path folder;

  @Test
  void a_hundred_thousand_jobs_are_planned_and_rendered_in_seconds() throws IOException {
    Path file = Plans.large(folder, 100);
    long start = processorTime();
    Plan plan = Plans.of(file);
    Rendering rendering = Rendering.of(plan);
    Duration taken = Duration.ofNanos(processorTime() - start);
    assertEquals(100_101, plan.jobs());
    assertEquals(10, rendering.files().size());
    assertTrue(taken.compareTo(LONGEST) < 0, taken.toString());
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
