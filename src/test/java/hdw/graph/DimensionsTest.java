package hdw.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Plans;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which nodes a task has, and which nodes belong to each other. */
final class DimensionsTest {
  private static final String SAMPLES =
      """
      workflow w
      sample A { files = "root://h//a"  process = "dy"    cuts = ["x", "y"] }
      sample B { files = "root://h//b"  process = "dy"    cuts = ["x"] }
      sample C { files = "root://h//c"  process = "data"  cuts = ["z"] }
      """;

  @TempDir Path folder;

  private Plan plan(String text) {
    return Plans.of(folder, SAMPLES + text);
  }

  /** The nodes of a task, without the task's name. */
  private static List<String> nodes(Plan plan, String task) {
    return plan.nodes().stream()
        .map(each -> each.node().id())
        .filter(each -> each.startsWith(task + "/"))
        .map(each -> each.substring(task.length() + 1))
        .toList();
  }

  /** The nodes that a node waits for, with the kind of each edge. */
  private static List<String> into(Plan plan, String id) {
    Node node =
        plan.nodes().stream()
            .map(NodePlan::node)
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow();
    return plan.graph().into(node).stream().map(each -> each.kind() + " " + each.from()).toList();
  }

  @Test
  void nodes_are_in_the_order_of_the_samples_and_the_last_dimension_changes_fastest() {
    Plan plan = plan("task t for each sample, v in [\"up\", \"down\"] { run = \"true\" }");
    assertEquals(List.of("A/up", "A/down", "B/up", "B/down", "C/up", "C/down"), nodes(plan, "t"));
  }

  @Test
  void where_keeps_the_combinations_for_which_it_holds() {
    Plan plan =
        plan(
            """
            task t for each sample, v in ["up", "down"] where sample.process == "dy" or v == "up" {
              run = "true"
            }
            """);
    assertEquals(List.of("A/up", "A/down", "B/up", "B/down", "C/up"), nodes(plan, "t"));
  }

  @Test
  void a_list_may_differ_from_sample_to_sample() {
    Plan plan = plan("task t for each sample, cut in sample.cuts { run = \"true\" }");
    assertEquals(List.of("A/x", "A/y", "B/x", "C/z"), nodes(plan, "t"));
  }

  @Test
  void a_dimension_without_a_list_has_the_values_that_occur_in_the_input() {
    Plan plan =
        plan(
            """
            task one for each sample, cut in sample.cuts { output = "{{sample}}{{cut}}" run = "true" }
            task two for each cut { input = one  run = "true {{inputs}}" }
            """);
    assertEquals(List.of("x", "y", "z"), nodes(plan, "two"));
    assertEquals(List.of("GATHER one/A/x", "GATHER one/B/x"), into(plan, "two/x"));
    assertEquals(List.of("GATHER one/A/y"), into(plan, "two/y"));
  }

  @Test
  void an_input_without_the_dimension_is_given_to_all() {
    Plan plan =
        plan(
            """
            task calibrate { output = "c"  run = "true" }
            task fit for each era in ["22", "23"] { input = calibrate  run = "true {{input}}" }
            """);
    assertEquals(List.of("GATHER calibrate"), into(plan, "fit/22"));
    assertEquals(List.of("GATHER calibrate"), into(plan, "fit/23"));
  }

  @Test
  void samples_that_share_a_metadatum_come_together() {
    Plan plan =
        plan(
            """
            task one for each sample { output = "{{sample}}"  run = "true" }
            task two for each sample.process { input = one  output = "{{sample.process}}"  run = "true" }
            task all for each sample { input = two  run = "true {{inputs}}" }
            """);
    assertEquals(List.of("dy", "data"), nodes(plan, "two"));
    assertEquals(List.of("GATHER one/A", "GATHER one/B"), into(plan, "two/dy"));
    assertEquals(List.of("GATHER two/dy"), into(plan, "all/B"));
  }

  @Test
  void a_group_of_samples_reads_the_files_of_all() {
    Plan plan = plan("task t for each sample.process { run = \"true {{inputs}}\" }");
    assertEquals(
        List.of("root://h//a", "root://h//b"),
        plan.nodes().get(0).inputs(0).stream().map(each -> each.path()).toList());
  }

  @Test
  void two_inputs_are_joined_by_the_dimensions_that_they_share() {
    Plan plan =
        plan(
            """
            task one for each sample, v in ["up", "down"] { output = "1{{sample}}{{v}}"  run = "true" }
            task two for each sample, w in ["l", "r"] where sample == A { output = "2{{sample}}{{w}}"  run = "true" }
            task both for each sample, v, w { input = [one, two]  run = "true {{inputs}}" }
            """);
    assertEquals(List.of("A/up/l", "A/up/r", "A/down/l", "A/down/r"), nodes(plan, "both"));
    assertEquals(List.of("GATHER one/A/up", "GATHER two/A/r"), into(plan, "both/A/up/r"));
  }

  @Test
  void edges_know_how_jobs_hang_together() {
    Plan plan =
        plan(
            """
            task one for each sample { split = 1 file  output = "{{sample}}{{chunk}}"  run = "true" }
            task two for each sample { input = each one  output = "2{{sample}}{{chunk}}"  run = "true" }
            task three for each sample { input = two by 2  output = "3{{sample}}"  run = "true" }
            task four for each sample { after = three  run = "true" }
            """);
    assertEquals(List.of("EACH one/A"), into(plan, "two/A"));
    assertEquals(List.of("TREE two/A"), into(plan, "three/A"));
    assertEquals(List.of("ORDER three/A"), into(plan, "four/A"));
  }

  @Test
  void a_task_may_stand_before_those_that_it_takes_from() {
    Plan plan =
        plan(
            """
            task last for each sample { input = first  run = "true {{input}}" }
            task first for each sample { output = "{{sample}}"  run = "true" }
            """);
    assertEquals(List.of("GATHER first/C"), into(plan, "last/C"));
  }
}
