package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Plans;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jobs of a plan take in, and where they write. */
final class JobsTest {
  private static final String SELECT =
      """
      workflow w
      sample A { files = ["root://h//a1.root", "root://h//a2.root", "root://h//a3.root"] }
      sample B { files = "root://h//b1.root" }
      task select for each sample {
        split  = 2 files
        output { hist = "{{sample}}/{{chunk}}.h"  log = "{{sample}}/{{chunk}}.log" }
        run    = "true"
      }
      """;

  @TempDir Path folder;

  private NodePlan node(String text, String id) {
    return Plans.of(folder, SELECT + text).nodes().stream()
        .filter(each -> each.node().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The inputs of a job, each as its ending and the number of the job that wrote it. */
  private static List<String> inputs(NodePlan node, int job) {
    return described(node.inputs(job));
  }

  private static List<String> described(List<JobInput> inputs) {
    return inputs.stream()
        .map(
            each ->
                each.path().replaceFirst(".*[./]", "")
                    + each.producer()
                        .map(from -> " of " + from.node() + " " + from.job())
                        .orElse(""))
        .toList();
  }

  @Test
  void every_job_is_found_by_its_id_and_nothing_else_is() {
    Plan plan =
        Plans.of(
            folder,
            SELECT
                + """
                sample AB { files = "root://h//a1.root" }
                task tree for each sample { input = select.hist by 2  output = "{{sample}}.t"  run = "true" }
                task all { input = tree  run = "true" }
                """);
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        assertEquals(Optional.of(new JobInput.JobRef(node, i)), plan.job(node.id(i)));
      }
    }
    String one = plan.nodes().get(0).id(0);
    for (String each : List.of("", "select/A", one + "0", one.substring(1), "all/" + one)) {
      assertEquals(Optional.empty(), plan.job(each), each);
    }
  }

  @Test
  void a_gather_takes_all_outputs_in_the_order_of_nodes_then_chunks_then_outputs() {
    NodePlan all = node("task all { input = select  run = \"true\" }", "all");
    assertEquals(
        List.of(
            "h of select/A 0",
            "log of select/A 0",
            "h of select/A 1",
            "log of select/A 1",
            "h of select/B 0",
            "log of select/B 0"),
        inputs(all, 0));
  }

  @Test
  void one_of_several_outputs_can_be_taken() {
    NodePlan all = node("task all { input = select.log  run = \"true\" }", "all");
    assertEquals(
        List.of("log of select/A 0", "log of select/A 1", "log of select/B 0"), inputs(all, 0));
  }

  @Test
  void each_gives_a_job_the_outputs_of_the_job_with_its_chunk() {
    NodePlan next =
        node("task next for each sample { input = each select.hist  run = \"true\" }", "next/A");
    assertEquals(2, next.size());
    assertEquals(List.of("h of select/A 1"), inputs(next, 1));
    String chunk = next.chunks().orElseThrow().id(1);
    assertEquals("next/A/" + chunk, next.id(1));
  }

  @Test
  void several_inputs_come_in_the_order_of_the_list() {
    NodePlan mixed =
        node(
            """
            task calibrate { output = "c.json"  run = "true" }
            task mixed for each sample {
              input = ["root://h//card.txt", sample, calibrate]
              split = 2 files
              run   = "true"
            }
            """,
            "mixed/A");
    assertEquals(List.of("txt", "root", "root", "json of calibrate 0"), inputs(mixed, 0));
    assertEquals(List.of("txt", "root", "json of calibrate 0"), inputs(mixed, 1));
  }

  @Test
  void only_the_top_of_a_tree_writes_the_output_and_those_below_write_the_same_kind_of_file() {
    NodePlan tree =
        node(
            "task tree { input = select.hist by 2  output = \"all/h.root\"  run = \"true\" }",
            "tree");
    assertEquals(
        List.of("all/.hdw-tree/h.1.0.root", "all/.hdw-tree/h.1.1.root", "all/h.root"),
        IntStream.range(0, 3).mapToObj(tree::outputs).map(each -> each.get(0)).toList());
    assertEquals(List.of("h of select/A 0", "h of select/A 1"), inputs(tree, 0));
    assertEquals(List.of("root of tree 0", "root of tree 1"), inputs(tree, 2));
    assertEquals(
        List.of("tree/tree.1.0", "tree/tree.1.1", "tree"),
        IntStream.range(0, 3).mapToObj(tree::id).toList());
  }

  @Test
  void a_gather_of_a_tree_takes_its_top_alone() {
    NodePlan last =
        node(
            """
            task tree { input = select.hist by 2  output = "all/h.root"  run = "true" }
            task last { input = tree  run = "true" }
            """,
            "last");
    assertEquals(List.of("root of tree 2"), inputs(last, 0));
  }

  @Test
  void inputs_that_are_not_taken_are_left_out_wherever_they_stand() {
    NodePlan all =
        node(
            "task all { input = [select.hist, \"root://h//card.txt\"]  output = \"o\"  run = \"true\" }",
            "all");
    assertEquals(
        List.of("h of select/A 1", "txt"),
        described(
            all.inputs(
                0,
                Intake.of(
                    each ->
                        each.producer().isEmpty()
                            || each.producer().get().node().node().id().equals("select/A")
                                && each.producer().get().job() == 1))));
    for (String name : List.of("inputs", "select.outputs", "select.hist")) {
      var variable = new Variable(all.node().task().span(), Scope.JOB, name, Type.LIST);
      Value whole = all.bindings(0).value(variable).orElseThrow();
      Value part =
          all.bindings(0, Intake.of(each -> !each.path().startsWith("B/")))
              .value(variable)
              .orElseThrow();
      assertEquals(
          ((Value.Listed) whole).elements().size() - 1, ((Value.Listed) part).elements().size());
    }
  }

  @Test
  void a_node_with_one_job_gives_its_only_job_to_each() {
    NodePlan both =
        node(
            """
            task calibrate for each sample { output = "{{sample}}.json"  run = "true" }
            task both for each sample {
              input  = [each select.hist, each calibrate]
              output = "both/{{sample}}/{{chunk}}"
              run    = "true"
            }
            """,
            "both/A");
    assertEquals(List.of("h of select/A 1", "json of calibrate/A 0"), inputs(both, 1));
  }
}
