package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Batch;
import hdw.executor.Plans;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AheadOrderTest {
  private static final String HEAD =
      """
      workflow w
      sample A { files = ["root://h//a1.root", "root://h//a2.root", "root://h//a3.root"]  kind = "mc" }
      sample B { files = ["root://h//b1.root", "root://h//b2.root"]  kind = "data" }
      defaults { executor = slurm }
      task ntuple for each sample { split = 1 file  output = "n/{{sample}}/{{chunk}}"  run = "true" }
      """;
  private static final String CALIBRATED =
      """
      task calibrated for each sample {
        input = each ntuple  output = "c/{{sample}}/{{chunk}}"  run = "true"
      }
      """;
  private static final String MERGED =
      """
      task merged for each sample { input = ntuple  output = "m/{{sample}}"  run = "true" }
      """;

  @TempDir Path folder;

  /** Each sbatch: the batch, the indexes, and what it waits for, with ids in order from 100. */
  private List<String> order(String text, int most, Predicate<String> isDone) {
    Plan plan = Plans.of(folder, HEAD + text);
    List<AheadBatch> batches = AheadOrder.of(plan, items(plan, isDone), most);
    var dependencies = new Dependencies(batches);
    var lines = new ArrayList<String>();
    for (int i = 0; i < batches.size(); i++) {
      List<AheadBatch.Part> parts = batches.get(i).parts();
      for (int k = 0; k < parts.size(); k++) {
        Slice slice = parts.get(k).slice();
        lines.add(
            batches.get(i).stem()
                + " "
                + batches.get(i).items().get(slice.first()).id()
                + " "
                + slice.indexes()
                + " "
                + dependencies.of(parts.get(k)).orElse("held"));
        dependencies.submitted(i, k, Integer.toString(99 + lines.size()));
      }
    }
    return lines.stream().map(each -> each.replaceAll("-[0-9a-f]{16}", "")).toList();
  }

  private List<String> order(String text) {
    return order(text, 1001, each -> false);
  }

  private static List<Batch.Item> items(Plan plan, Predicate<String> isDone) {
    var items = new ArrayList<Batch.Item>();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        if (!isDone.test(node.id(i).replaceAll("-[0-9a-f]{16}", ""))) {
          items.add(Batch.Item.first(node, i));
        }
      }
    }
    return items;
  }

  @Test
  void job_i_waits_for_job_i_of_the_same_chunk() {
    assertEquals(
        List.of("ntuple ntuple/A/a1 0-4 held", "calibrated calibrated/A/a1 0-4 aftercorr:100"),
        order(CALIBRATED));
  }

  @Test
  void a_gather_names_the_tasks_that_it_takes_from_and_no_others() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-4 held",
            "merged merged/A 0-0 afterok:100_0:100_1:100_2",
            "merged merged/B 0-0 afterok:100_3:100_4"),
        order(MERGED));
  }

  @Test
  void a_gather_of_single_jobs_names_each_of_them() {
    assertEquals(
        "plot plot 0-0 afterok:101_0:102_0",
        order(MERGED + "task plot { input = merged  output = \"p\"  run = \"true\" }").get(3));
  }

  @Test
  void arrays_are_cut_where_the_cluster_wants_it_and_cut_alike() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-1 held",
            "ntuple ntuple/A/a3 0-1 held",
            "ntuple ntuple/B/b2 0-0 held",
            "calibrated calibrated/A/a1 0-1 aftercorr:100",
            "calibrated calibrated/A/a3 0-1 aftercorr:101",
            "calibrated calibrated/B/b2 0-0 afterok:102_0"),
        order(CALIBRATED, 2, each -> false));
  }

  @Test
  void jobs_that_ask_for_more_are_other_arrays_on_both_sides() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-2 held",
            "ntuple ntuple/B/b1 0-1 held",
            "calibrated calibrated/A/a1 0-2 aftercorr:100",
            "calibrated calibrated/B/b1 0-1 aftercorr:101"),
        order(
            CALIBRATED
                + "rule r { when sample.kind == \"data\" and task == ntuple then memory = 4 GB }"));
  }

  @Test
  void what_has_a_result_takes_no_part() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-2 held",
            "calibrated calibrated/A/a1 0-2 aftercorr:100",
            "calibrated calibrated/A/a2 0-0 held",
            "merged merged/A 0-0 afterok:100_0:100_1",
            "merged merged/B 0-0 afterok:100_2"),
        order(
            CALIBRATED + MERGED,
            1001,
            List.of("ntuple/A/a2", "ntuple/B/b2", "calibrated/B/b2")::contains));
  }

  @Test
  void a_task_that_only_some_samples_have_waits_for_theirs() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-2 held",
            "ntuple ntuple/B/b1 0-1 held",
            "scaled scaled/B/b1 0-1 aftercorr:101"),
        order(
            """
            task scaled for each sample where sample.kind == "data" {
              input = each ntuple  output = "s/{{sample}}/{{chunk}}"  run = "true"
            }
            """));
  }

  @Test
  void several_variations_of_a_chunk_wait_for_the_one_job_that_made_it() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-4 held",
            "varied varied/A/up/a1 0-4 aftercorr:100",
            "varied varied/A/down/a1 0-4 aftercorr:100",
            "both both/A/up/a1 0-4 aftercorr:100:101",
            "both both/A/down/a1 0-4 aftercorr:100:102"),
        order(
            """
            task varied for each sample, variation in ["up", "down"] {
              input = each ntuple  output = "v/{{sample}}/{{variation}}/{{chunk}}"  run = "true"
            }
            task both for each sample, variation {
              input = [each ntuple, each varied]
              output = "b/{{sample}}/{{variation}}/{{chunk}}"
              run = "true"
            }
            """));
  }

  @Test
  void a_tree_is_submitted_level_by_level() {
    assertEquals(
        List.of(
            "ntuple ntuple/A/a1 0-4 held",
            "merged merged/A/tree.1.0 0-0 afterok:100_0:100_1",
            "merged merged/A/tree.1.1 0-0 afterok:100_2",
            "merged merged/B 0-0 afterok:100_3:100_4",
            "merged merged/A 0-0 afterok:101_0:102_0"),
        order(
            """
            task merged for each sample {
              input = ntuple by 2  output = "m/{{sample}}"  run = "true"
            }
            """));
  }

  @Test
  void after_waits_for_all_jobs_of_a_task_beside_what_is_taken_chunk_by_chunk() {
    assertEquals(
        "calibrated calibrated/A/a1 0-4 aftercorr:100,afterok:101",
        order(
                """
                task setup { output = "s"  run = "true" }
                task calibrated for each sample {
                  input = each ntuple  after = setup  output = "c/{{sample}}/{{chunk}}"  run = "true"
                }
                """)
            .get(2));
  }

  @Test
  void whole_arrays_are_named_where_there_are_too_many_tasks() {
    var files = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      files.append(i == 0 ? "" : ", ").append("\"root://h//f").append(i).append(".root\"");
    }
    String many = "sample C { files = [" + files + "]  kind = \"mc\" }\n" + MERGED;
    List<String> order = order(many);
    assertEquals("merged merged/A 0-0 afterok:100_0:100_1:100_2", order.get(2));
    String last = order.get(order.size() - 1);
    assertTrue(last.startsWith("merged merged/C 0-0 afterok:100_5:100_6"), last);
    assertTrue(last.endsWith(":100_1000:101"), last);
  }

  @Test
  void a_list_that_no_word_could_hold_names_arrays_with_others_in_them() {
    var slices = new ArrayList<AheadBatch.Part>();
    var waits = new ArrayList<AheadBatch.Wait>();
    for (int k = 0; k < 20; k++) {
      slices.add(new AheadBatch.Part(new Slice(k * 1001, 1001, Optional.empty()), List.of()));
      waits.add(new AheadBatch.Wait(0, k, IntStream.range(0, 1000).boxed().toList()));
    }
    Plan plan = Plans.of(folder, HEAD);
    List<Batch.Item> items = items(plan, each -> false);
    var first = new AheadBatch("first", items, slices, Optional.empty());
    var gather = new AheadBatch.Part(new Slice(0, 1, Optional.empty()), waits);
    var dependencies = new Dependencies(List.of(first));
    for (int k = 0; k < 20; k++) {
      dependencies.submitted(0, k, Integer.toString(1234567 + k));
    }
    String text = dependencies.of(gather).orElseThrow();
    assertTrue(text.startsWith("afterok:1234567:1234568:"), text);
  }

  @Test
  void so_many_run_at_a_time_in_all_parts_together() {
    Plan plan = Plans.of(folder, HEAD.replace("split = 1 file", "split = 1 file  max_running = 4"));
    AheadBatch batch = AheadOrder.of(plan, items(plan, each -> false), 2).get(0);
    assertEquals(
        List.of("0-1%1", "0-1%1", "0-0%2"),
        batch.parts().stream().map(each -> each.slice().indexes()).toList());
    assertFalse(batch.isCrowded());
    assertTrue(AheadOrder.of(plan, items(plan, each -> false), 1).get(0).isCrowded());
  }
}
