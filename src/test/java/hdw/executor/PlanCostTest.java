package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each job costs in a large plan, in units that a busy machine does not change. */
final class PlanCostTest {
  private static final int SMALL = 10;
  private static final int LARGE = 100;

  @TempDir Path folder;

  private record Cost(double planned, double rendered, double written, int files) {}

  @Test
  void ten_times_the_jobs_cost_no_more_each_and_make_no_more_files() throws IOException {
    Cost unused = cost("warm", SMALL); // what is allocated once is allocated here
    Cost small = cost("small", SMALL);
    Cost large = cost("large", LARGE);
    System.out.printf(
        "bytes for each job: planned %.0f, rendered %.0f, written %.0f, in %d files%n",
        large.planned(), large.rendered(), large.written(), large.files());
    assertTrue(large.planned() <= 1.2 * small.planned(), small + ", " + large);
    assertTrue(large.rendered() <= 1.2 * small.rendered(), small + ", " + large);
    assertEquals(small.files(), large.files());
    assertEquals(unused.files(), large.files());
    assertTrue(large.planned() < 1000, large.toString());
    assertTrue(large.rendered() < 2500, large.toString());
    assertTrue(large.written() < 400, large.toString());
  }

  private Cost cost(String name, int samples) throws IOException {
    Path file = Plans.large(Files.createDirectory(folder.resolve(name)), samples);
    var plan = new Measured<>(() -> Plans.of(file));
    var rendering = new Measured<>(() -> Rendering.of(plan.result));
    double jobs = plan.result.jobs();
    long bytes =
        rendering.result.files().stream()
            .mapToLong(each -> each.text().getBytes(StandardCharsets.UTF_8).length)
            .sum();
    return new Cost(
        plan.bytes / jobs, rendering.bytes / jobs, bytes / jobs, rendering.result.files().size());
  }

  /** A result, and the bytes that this thread allocated for it. */
  private static final class Measured<T> {
    private final T result;
    private final long bytes;

    Measured(Supplier<T> work) {
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      result = work.get();
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
  }
}
