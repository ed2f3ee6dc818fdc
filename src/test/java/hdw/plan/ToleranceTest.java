package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Plans;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a gather may do without. */
final class ToleranceTest {
  @TempDir Path folder;

  /** A plan with ten jobs of {@code s}, and one of {@code calib}. */
  private Plan plan(String text) {
    String files =
        IntStream.range(0, 10)
            .mapToObj(i -> "\"root://h//" + i + ".root\"")
            .collect(Collectors.joining(", "));
    return Plans.of(
        folder,
        "workflow w\nsample A { files = ["
            + files
            + "] }\n"
            + """
              task s for each sample { split = 1 file  output = "{{chunk}}"  run = "true" }
              task calib { output = "calib"  run = "true" }
              """
            + text);
  }

  private static boolean allows(Plan plan, int job, String... missing) {
    NodePlan last = plan.nodes().get(plan.nodes().size() - 1);
    Set<String> names = Set.of(missing);
    return new Tolerance(plan)
        .allows(last, job, each -> names.contains(each.node() + " " + each.job()));
  }

  @Test
  void without_it_nothing_may_be_missing() {
    Plan plan = plan("task g { input = s  output = \"g\"  run = \"true\" }");
    assertTrue(allows(plan, 0));
    assertFalse(allows(plan, 0, "s/A 3"));
  }

  @Test
  void the_share_is_rounded_down() {
    Plan plan = plan("task g { tolerate = 25 %  input = s  output = \"g\"  run = \"true\" }");
    assertEquals("25 %", new Tolerance(plan).share(plan.nodes().get(2)).orElseThrow().toString());
    assertTrue(allows(plan, 0, "s/A 3", "s/A 9"));
    assertFalse(allows(plan, 0, "s/A 3", "s/A 4", "s/A 9"));
  }

  @Test
  void each_input_is_judged_by_itself_and_never_all_of_it_may_be_missing() {
    Plan plan =
        plan("task g { tolerate = 100 %  input = [s, calib]  output = \"g\"  run = \"true\" }");
    assertTrue(allows(plan, 0, "s/A 3"));
    assertFalse(allows(plan, 0, "calib 0"));
  }

  @Test
  void what_comes_job_by_job_must_be_there() {
    Plan plan =
        plan(
            """
            task g for each sample {
              tolerate = 100 %
              input    = [each s, calib]
              output   = "g/{{chunk}}"
              run      = "true"
            }
            """);
    assertTrue(allows(plan, 4, "s/A 3"));
    assertFalse(allows(plan, 3, "s/A 3"));
  }

  @Test
  void a_tree_may_miss_that_share_of_all_its_inputs() {
    Plan plan =
        plan("task g { tolerate = 20 %  input = s by 3  output = \"g.r\"  run = \"true\" }");
    assertTrue(allows(plan, 0, "s/A 0", "s/A 1"));
    assertFalse(allows(plan, 0, "s/A 0", "s/A 1", "s/A 9"));
    assertFalse(allows(plan, 0, "s/A 0", "s/A 1", "s/A 2"), "nothing is left for it");
    assertTrue(allows(plan, 1, "s/A 0", "s/A 1", "s/A 9"), "it has all that it takes");
  }

  @Test
  void a_missing_job_of_a_tree_counts_as_all_that_is_below_it() {
    Plan plan =
        plan("task g { tolerate = 20 %  input = s by 3  output = \"g.r\"  run = \"true\" }");
    // levels of 4, 2 and 1 jobs: job 3 takes one input, job 0 three
    assertFalse(allows(plan, 5, "s/A 9", "g 3"), "nothing is left for it");
    assertTrue(allows(plan, 6, "s/A 9", "g 3", "g 5"), "one of ten inputs");
    assertFalse(allows(plan, 4, "g 0"), "three of ten inputs");
  }
}
