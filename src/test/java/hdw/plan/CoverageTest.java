package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.catalog.Sample;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which job reads which files. */
final class CoverageTest {
  @TempDir Path folder;

  private static final Splitting HOW = new Splitting("1 file", false, 0, Optional.empty(), false);

  private static Sample sample(String name, String... paths) {
    long[] unknown = new long[paths.length];
    return new Sample(
        new Source("test", "x").span(0, 1),
        name,
        new Sample.FileList(paths, unknown, unknown),
        Optional.empty(),
        Map.of());
  }

  @Test
  void a_sample_is_a_part_with_the_files_of_each_job() {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            sample A { files = ["root://h//1", "root://h//2", "root://h//3"]  process = "P" }
            sample B { files = ["root://h//4"]  process = "P" }
            task t for each sample.process { split = 2 files  output = "{{chunk}}"  run = "true" }
            task u for each sample.process { output = "{{sample.process}}"  run = "true" }
            task g { input = t  output = "g"  run = "true" }
            """);
    List<Coverage.Part> split = Coverage.of(plan.nodes().get(0));
    assertEquals(List.of("A", "B"), split.stream().map(each -> each.sample()).toList());
    assertEquals(3, split.get(0).files());
    assertArrayEquals(new int[] {0, 1}, split.get(0).jobs());
    assertArrayEquals(new int[] {2, 1}, split.get(0).filesOf());
    assertArrayEquals(new int[] {2}, split.get(1).jobs());
    List<Coverage.Part> whole = Coverage.of(plan.nodes().get(1));
    assertArrayEquals(new int[] {0}, whole.get(1).jobs());
    assertArrayEquals(new int[] {1}, whole.get(1).filesOf());
    assertEquals(List.of(), Coverage.of(plan.nodes().get(2)));
    plan.nodes().forEach(each -> assertEquals(List.of(), Coverage.notOnce(each)));
  }

  @Test
  void a_file_that_no_job_or_more_than_one_reads_is_found() {
    Sample sample = sample("A", "a", "b", "c", "d");
    var rows = new ChunkRows();
    rows.add(0, 0, 2);
    rows.add(0, 1, 2);
    rows.add(0, 1, 3);
    var chunks = new Chunks(List.of(new OrderedFiles(sample)), rows, HOW);
    assertEquals(
        List.of(
            new Coverage.Assignment("A", "b", List.of(0, 1, 2)),
            new Coverage.Assignment("A", "d", List.of())),
        Coverage.notOnce(List.of(sample), chunks));
  }

  @Test
  void every_file_of_a_large_plan_is_read_once() throws IOException {
    Plan plan = Plans.of(Plans.large(folder, 20));
    for (NodePlan each : plan.nodes()) {
      assertEquals(List.of(), Coverage.notOnce(each));
    }
    assertEquals(1000, Coverage.of(plan.nodes().get(0)).get(0).jobs().length);
  }
}
