package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.diagnostic.Diagnostics;
import hdw.executor.Plans;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks whose halves take their place. */
final class HalvesTest {
  private static final String SELECT =
      """
      workflow w
      sample A { files = [%s] }
      sample B { files = ["root://h//b1.root", "root://h//b2.root"] }
      task select for each sample {
        split  = 3 files
        output = "s/{{sample}}/{{chunk}}"
        run    = "select {{inputs}} > {{output}}"
      }
      task fit for each sample { input = each select  output = "f/{{sample}}/{{chunk}}"  run = "true" }
      """
          .formatted(
              IntStream.range(0, 8)
                  .mapToObj(i -> "\"root://h//a" + i + ".root\"")
                  .collect(Collectors.joining(", ")));

  private static final String GATHERS =
      """
      task merged for each sample { input = fit  output = "m/{{sample}}"  run = "true" }
      task all { input = merged  output = "all"  run = "true" }
      task tree { input = fit by 2  output = "tree.root"  run = "true" }
      """;

  @TempDir Path folder;

  private Plan plan(String text) {
    return Plans.of(folder, SELECT + text);
  }

  private static NodePlan node(Plan plan, String id) {
    return plan.nodes().stream()
        .filter(each -> each.node().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Plan recut(Plan plan, Cuts cuts) {
    var diagnostics = new Diagnostics();
    Optional<Plan> halved = Planner.recut(plan, cuts, diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return halved.orElseThrow();
  }

  /** The cuts with those that halve one more job. */
  private static Cuts halved(Cuts cuts, Plan plan, NodePlan node, int job) {
    Cuts more = cuts;
    for (Map.Entry<String, String> each : Halving.of(plan, node, job).orElseThrow().entrySet()) {
      more = more.with(each.getKey(), each.getValue());
    }
    return more;
  }

  private static Plan halved(Plan plan, String id, int job) {
    return recut(plan, halved(Cuts.NONE, plan, node(plan, id), job));
  }

  /** The files, by the number in their name, that the chunks behind the inputs of a job have. */
  private static List<String> files(NodePlan node, int job) {
    var files = new ArrayList<String>();
    for (JobInput each : node.inputs(job)) {
      if (each.producer().isPresent()) {
        files.addAll(files(each.producer().get().node(), each.producer().get().job()));
      } else {
        files.add(each.path().replaceAll(".*/|\\.root", ""));
      }
    }
    return files;
  }

  private static List<List<String>> files(NodePlan node) {
    return IntStream.range(0, node.size()).mapToObj(i -> files(node, i)).toList();
  }

  private static List<String> ids(NodePlan node) {
    return IntStream.range(0, node.size()).mapToObj(node::id).toList();
  }

  @Test
  void the_halves_of_a_chunk_take_its_place_in_order_and_the_first_is_the_larger() {
    Plan plan = plan(GATHERS);
    Plan halved = halved(plan, "select/A", 1);
    assertEquals(
        List.of(List.of("a0", "a1", "a2"), List.of("a3", "a4"), List.of("a5"), List.of("a6", "a7")),
        files(node(halved, "select/A")));
    assertEquals(4, node(halved, "merged/A").inputs(0).size());
    assertEquals(files(node(plan, "merged/A")), files(node(halved, "merged/A")));
    assertEquals(files(node(plan, "all")), files(node(halved, "all")));
  }

  @Test
  void the_other_chunks_keep_their_ids_and_outputs() {
    Plan plan = plan("");
    NodePlan whole = node(plan, "select/A");
    NodePlan halves = node(halved(plan, "select/A", 1), "select/A");
    assertEquals(whole.id(0), halves.id(0));
    assertEquals(whole.id(2), halves.id(3));
    assertEquals(whole.outputs(2), halves.outputs(3));
    assertTrue(halves.id(2).startsWith("select/A/a5-"), halves.id(2));
    assertTrue(halves.outputs(2).get(0).startsWith("s/A/a5-"), halves.outputs(2).get(0));
  }

  @Test
  void a_half_can_be_cut_again_down_to_single_files() {
    Plan plan = plan(GATHERS);
    Plan now = plan;
    Cuts cuts = Cuts.NONE;
    for (boolean found = true; found; ) {
      found = false;
      NodePlan node = node(now, "fit/A");
      for (int i = 0; i < node.size() && !found; i++) {
        if (Halving.of(now, node, i).isPresent()) {
          cuts = halved(cuts, now, node, i);
          now = recut(now, cuts);
          found = true;
        }
      }
    }
    assertEquals(8, node(now, "select/A").size());
    assertEquals(8, node(now, "fit/A").size());
    assertEquals(ids(node(now, "select/A")), ids(node(recut(plan, cuts), "select/A")));
    assertEquals(files(node(plan, "all")), files(node(now, "all")));
  }

  @Test
  void a_job_of_a_tree_takes_both_halves_and_no_other_job_takes_anything_else() {
    Plan plan = plan(GATHERS);
    NodePlan whole = node(plan, "tree");
    NodePlan halves = node(halved(plan, "select/A", 1), "tree");
    assertEquals(ids(whole), ids(halves));
    assertEquals(files(whole), files(halves));
    assertEquals(
        List.of(3, 2, 2), IntStream.range(0, 3).mapToObj(i -> halves.inputs(i).size()).toList());
    assertEquals(paths(whole, 1), paths(halves, 1));
    assertEquals(paths(whole, 2), paths(halves, 2));
  }

  private static List<String> paths(NodePlan node, int job) {
    return node.inputs(job).stream().map(JobInput::path).toList();
  }

  @Test
  void what_each_joins_is_cut_alike_from_wherever_it_is_asked_for() {
    Plan plan =
        plan(
            """
            task other for each sample {
              split  = 3 files
              output = "o/{{sample}}/{{chunk}}"
              run    = "true"
            }
            task both for each sample {
              input  = [each fit, each other]
              output = "b/{{sample}}/{{chunk}}"
              run    = "true"
            }
            """);
    for (String id : List.of("select/A", "fit/A", "both/A", "other/A")) {
      NodePlan node = node(plan, id);
      Map<String, String> owners = Halving.of(plan, node, 2).orElseThrow();
      String chunk = node.chunks().orElseThrow().id(2);
      assertEquals(Map.of("select/A", chunk, "other/A", chunk), owners);
    }
    Plan halved =
        recut(plan, Cuts.NONE.with("select/A", node(plan, "select/A").chunks().get().id(2)));
    for (String id : List.of("select/A", "fit/A", "both/A", "other/A")) {
      assertEquals(4, node(halved, id).size(), id);
    }
    assertEquals(List.of("a6", "a6"), files(node(halved, "both/A"), 2));
  }

  @Test
  void a_single_file_and_a_job_without_a_chunk_cannot_be_halved() {
    Plan plan =
        plan(
            """
            task whole for each sample { output = "w/{{sample}}"  run = "true" }
            task one for each sample { split = 1 file  output = "1/{{chunk}}"  run = "true" }
            """
                + GATHERS);
    for (String id : List.of("whole/A", "one/A", "merged/A", "tree")) {
      assertEquals(Optional.empty(), Halving.of(plan, node(plan, id), 0), id);
    }
  }

  @Test
  void nodes_that_have_nothing_to_do_with_it_are_the_same_objects() {
    Plan plan =
        plan(GATHERS + "task last { after = all  input = \"root://h//x\"  run = \"true\" }");
    Plan halved = halved(plan, "select/A", 1);
    for (String each : List.of("select/B", "fit/B", "merged/B")) {
      assertSame(node(plan, each), node(halved, each));
    }
    for (String each : List.of("select/A", "fit/A", "merged/A", "all", "tree", "last")) {
      assertNotSame(node(plan, each), node(halved, each));
    }
    assertEquals(plan.nodes().toString(), halved.nodes().toString());
    assertSame(node(halved, "select/A").chunks().get(), node(halved, "fit/A").chunks().get());
    assertEquals(List.of(node(halved, "all")), node(halved, "last").after());
  }

  @Test
  void cuts_are_all_that_are_cut_and_unknown_ones_are_passed_over() {
    Plan plan = plan(GATHERS);
    assertSame(plan, recut(plan, Cuts.NONE));
    assertSame(plan, recut(plan, Cuts.NONE.with("select/A", "gone").with("nobody/A", "x")));
    Cuts cuts = halved(Cuts.NONE, plan, node(plan, "fit/A"), 0);
    Plan halved = recut(plan, cuts);
    assertSame(halved, recut(halved, cuts.with("select/B", "gone")));
    Plan again = recut(halved, Cuts.NONE);
    assertSame(node(plan, "select/A").chunks().get(), node(again, "select/A").chunks().get());
    assertEquals(files(node(plan, "tree")), files(node(again, "tree")));
  }

  @Test
  void a_selected_part_of_a_plan_stays_that_part() {
    var diagnostics = new Diagnostics();
    Plan plan = Selection.of(plan(GATHERS), List.of("merged/A"), diagnostics);
    Plan halved = halved(plan, "select/A", 0);
    assertEquals("[select/A, fit/A, merged/A]", halved.nodes().toString());
    assertEquals(4, node(halved, "fit/A").size());
  }

  @Test
  void halves_that_would_write_one_file_are_refused() {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            sample A { files = ["root://h//a.root", "root://h//b.root"] }
            task t for each sample { split = 10 files  output = "{{sample}}.root"  run = "true" }
            """);
    var diagnostics = new Diagnostics();
    Cuts cuts = halved(Cuts.NONE, plan, plan.nodes().get(0), 0);
    assertEquals(Optional.empty(), Planner.recut(plan, cuts, diagnostics));
    assertEquals("two jobs would write `A.root`", diagnostics.all().get(0).message());
  }

  @Test
  void a_rule_looks_at_the_halves() {
    Plan plan = plan("rule big { when task == select and chunk.files > 2  then memory = 8 GB }");
    NodePlan node = node(halved(plan, "select/A", 0), "select/A");
    assertEquals(
        List.of("2 GB", "2 GB", "8 GB", "2 GB"),
        IntStream.range(0, 4).mapToObj(i -> node.request(i).memory().toString()).toList());
  }

  @Test
  void whatever_is_cut_every_gather_takes_the_same_files_in_the_same_order() {
    var random = new Random(4);
    for (int trial = 0; trial < 20; trial++) {
      Plan plan = random(random);
      Plan now = plan;
      Cuts cuts = Cuts.NONE;
      for (int step = 0; step < 12; step++) {
        NodePlan node = now.nodes().get(random.nextInt(now.nodes().size()));
        int job = random.nextInt(node.size());
        if (Halving.of(now, node, job).isPresent()) {
          cuts = halved(cuts, now, node, job);
          now = recut(now, cuts);
        }
      }
      for (NodePlan each : plan.nodes()) {
        NodePlan halved = node(now, each.node().id());
        assertEquals(
            files(each).stream().flatMap(List::stream).toList(),
            files(halved).stream().flatMap(List::stream).toList());
        assertEquals(halved.size(), new HashSet<>(ids(halved)).size());
        assertEquals(List.of(), Coverage.notOnce(halved));
        if (each.chunks().isEmpty()) {
          assertEquals(files(each), files(halved));
        }
      }
      assertFalse(cuts.isEmpty());
    }
  }

  @Test
  void halving_among_fifty_thousand_jobs_takes_less_than_planning_them() throws IOException {
    Path file = Plans.large(folder, 100);
    Files.writeString(file, Files.readString(file).replace("1 file", "2 files"));
    Plan plan = Plans.of(file);
    Cuts cuts = Cuts.NONE;
    for (int i = 0; i < 100; i++) {
      cuts = halved(cuts, plan, plan.nodes().get(i), 0);
    }
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertEquals(plan.jobs() + 100, recut(plan, cuts).jobs());
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertTrue(taken < Duration.ofSeconds(2).toNanos(), Duration.ofNanos(taken).toString());
  }

  /** Three samples, a chain, a gather, and a tree over a tree's own source. */
  private Plan random(Random random) {
    String samples =
        Stream.of("A", "B", "C")
            .map(
                name ->
                    IntStream.rangeClosed(0, random.nextInt(20))
                        .mapToObj(i -> "\"root://h//" + name + i + ".root\"")
                        .collect(
                            Collectors.joining(", ", "sample " + name + " { files = [", "] }\n")))
            .collect(Collectors.joining());
    return Plans.of(
        folder,
        "workflow w\n"
            + samples
            + """
              task s for each sample, x in ["u", "d"] {
                split  = %d files
                output = "s/{{sample}}/{{x}}/{{chunk}}"
                run    = "true"
              }
              task f for each sample, x { input = each s  output = "f/{{sample}}/{{x}}/{{chunk}}"  run = "true" }
              task g for each x { input = f by %d  output = "g/{{x}}"  run = "true" }
              task h for each sample { input = [f, s]  output = "h/{{sample}}"  run = "true" }
              task i { input = [g, h]  output = "i"  run = "true" }
              """
                .formatted(2 + random.nextInt(6), 2 + random.nextInt(3)));
  }
}
