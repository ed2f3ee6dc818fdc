package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchesTest {
  private static final String SAMPLES =
      """
      sample A { files = ["root://h//a1.root", "root://h//a2.root"]  kind = "mc" }
      sample B { files = ["root://h//b1.root"]  kind = "data" }
      """;

  @TempDir Path folder;

  private List<String> batches(String text) {
    Plan plan = Plans.of(folder, "workflow w\n" + SAMPLES + text);
    return Batches.of(plan).stream()
        .map(each -> each.name() + " " + each.executor().word() + " " + each.size())
        .toList();
  }

  @Test
  void all_samples_of_a_task_are_one_batch() {
    assertEquals(
        List.of("t htcondor 3"),
        batches(
            """
            task t for each sample {
              executor = htcondor  split = 1 file  output = "{{sample}}/{{chunk}}"  run = "true"
            }
            """));
  }

  @Test
  void htcondor_takes_memory_row_by_row_but_slurm_asks_for_one_size() {
    String rule = "rule r { when sample.kind == \"data\" then memory = 4 GB }\n";
    String task = "task t for each sample { executor = %s output = \"{{sample}}\" run = \"true\" }";
    assertEquals(List.of("t htcondor 2"), batches(rule + task.formatted("htcondor")));
    assertEquals(List.of("t slurm 1", "t-2 slurm 1"), batches(rule + task.formatted("slurm")));
    assertEquals(List.of("t local 2"), batches(rule + task.formatted("local")));
  }

  @Test
  void another_queue_is_another_submission() {
    assertEquals(
        List.of("t htcondor 1", "t-2 htcondor 1"),
        batches(
            """
            use "sites/lxplus"
            task t for each sample { queue = espresso  output = "{{sample}}"  run = "true" }
            rule r { when sample.files > 1 then queue = workday }
            """));
  }

  @Test
  void a_level_of_a_tree_waits_for_the_one_below() {
    assertEquals(
        List.of("t htcondor 3", "all htcondor 2", "all-2 htcondor 1"),
        batches(
            """
            defaults { executor = htcondor }
            task t for each sample { split = 1 file output = "{{sample}}/{{chunk}}" run = "true" }
            task all { input = t by 2  output = "all"  run = "cat {{inputs}} > {{output}}" }
            """));
  }

  @Test
  void raw_lines_that_differ_keep_jobs_apart() {
    assertEquals(
        List.of("t htcondor 1", "t-2 htcondor 1"),
        batches(
            """
            task t for each sample {
              executor = htcondor
              output = "{{sample}}"
              run = "true"
              directive htcondor = "+Kind = \\"{{sample.kind}}\\""
            }
            """));
  }
}
