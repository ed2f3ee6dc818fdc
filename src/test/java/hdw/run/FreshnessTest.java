package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Plans;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs again after which change, and the reason that is given. */
final class FreshnessTest {
  private static final String WORKFLOW =
      """
      workflow w
      param cut = 3
      param unused_by_select = "x"
      sample A { files = ["a1.root", "a2.root"]  xsec = 1 }

      task select for each sample {
        split  = 1 file
        needs  = ["select.py", "lib"]
        memory = 1 GB
        output = "out/{{chunk}}.root"
        run    = "python select.py {{cut}} {{sample.xsec}} {{input}} {{output}}"
      }
      task merge {
        input  = select
        output = "out/all.root"
        run    = "merge {{output}} {{inputs}} {{unused_by_select}}"
      }
      """;

  private static final String MERGE = "merge: `select/A/a1`, which it takes from, runs again";

  @TempDir Path folder;
  private RunState past;

  @BeforeEach
  void a_run_has_ended_well() throws IOException {
    Files.createDirectories(folder.resolve("lib/sub"));
    for (String each : List.of("a1.root", "a2.root", "a3.root", "select.py", "lib/sub/cuts.py")) {
      Files.writeString(folder.resolve(each), each);
    }
    past = PastRun.of(plan(WORKFLOW), folder);
  }

  private Plan plan(String text) {
    return Plans.of(folder, text);
  }

  private List<String> after(String was, String is) throws IOException {
    return PastRun.toDo(plan(WORKFLOW.replace(was, is)), past, folder);
  }

  private List<String> now() throws IOException {
    return PastRun.toDo(plan(WORKFLOW), past, folder);
  }

  private static List<String> all(String because) {
    return List.of("select/A/a1: " + because, "select/A/a2: " + because, MERGE);
  }

  @Test
  void nothing_runs_where_nothing_changed() throws IOException {
    assertEquals(List.of(), now());
  }

  @Test
  void comments_layout_memory_queues_and_times_make_nothing_run() throws IOException {
    assertEquals(List.of(), after("  memory = 1 GB\n", "# more\n\n  memory=4 GB  time = 3 h\n"));
    assertEquals(List.of(), after("task merge {", "rule more { then cpus = 4 }\ntask merge {"));
  }

  @Test
  void another_command_runs_the_task_and_what_hangs_on_it() throws IOException {
    assertEquals(all("its command changed"), after("python select.py", "python -u select.py"));
    assertEquals(
        List.of("merge: its command changed"), after("merge {{output}}", "hadd {{output}}"));
  }

  @Test
  void another_value_runs_what_mentions_it() throws IOException {
    String because = "a value in its command or output path changed";
    assertEquals(all(because), after("cut = 3", "cut = 4"));
    assertEquals(all(because), after("xsec = 1", "xsec = 2"));
    assertEquals(List.of("merge: " + because), after("= \"x\"", "= \"y\""));
  }

  @Test
  void another_output_path_runs_the_task() throws IOException {
    assertEquals(
        List.of("merge: a value in its command or output path changed"),
        after("out/all.root", "out/sum.root"));
  }

  @Test
  void what_a_task_needs_counts_by_content_and_not_by_time() throws IOException {
    PastRun.touch(folder.resolve("select.py"));
    assertEquals(List.of(), now());
    Files.writeString(folder.resolve("lib/sub/cuts.py"), "tighter");
    assertEquals(all("a file that it needs changed"), now());
  }

  @Test
  void a_changed_event_file_runs_its_own_chunk_alone() throws IOException {
    PastRun.touch(folder.resolve("a1.root"));
    assertEquals(List.of("select/A/a1: an input file changed", MERGE), now());
  }

  @Test
  void an_added_file_runs_its_chunk_and_the_gather() throws IOException {
    assertEquals(
        List.of(
            "select/A/a3: it has no result yet",
            "merge: `select/A/a3`, which it takes from, runs again"),
        after("\"a2.root\"]", "\"a2.root\", \"a3.root\"]"));
  }

  @Test
  void a_file_less_runs_the_gather_alone() throws IOException {
    assertEquals(
        List.of("merge: a result that it takes from changed"), after(", \"a2.root\"]", "]"));
  }

  @Test
  void an_output_that_is_gone_or_was_changed_is_made_again() throws IOException {
    Path output = folder.resolve("out/all.root");
    Files.writeString(output, "by hand");
    assertEquals(List.of("merge: its output `out/all.root` was changed by something else"), now());
    Files.delete(output);
    assertEquals(List.of("merge: its output `out/all.root` is gone"), now());
  }

  @Test
  void redo_runs_a_task_and_what_hangs_on_it() throws IOException {
    assertEquals(
        all("it was asked for with --redo"), PastRun.toDo(plan(WORKFLOW), past, folder, "select"));
  }

  @Test
  void what_was_removed_below_a_finished_tree_is_not_missed() throws IOException {
    String tree =
        WORKFLOW
            .replace("input  = select", "input  = select by 2")
            .replace("[\"a1.root\", \"a2.root\"]", "[\"a1.root\", \"a2.root\", \"a3.root\"]");
    past = PastRun.of(plan(tree), folder);
    Files.delete(folder.resolve("out/.hdw-tree/all.1.0.root"));
    Files.delete(folder.resolve("out/.hdw-tree/all.1.1.root"));
    assertEquals(List.of(), PastRun.toDo(plan(tree), past, folder));
    Files.delete(folder.resolve("out/all.root"));
    assertEquals(
        List.of(
            "merge/tree.1.0: its output `out/.hdw-tree/all.1.0.root` is gone",
            "merge/tree.1.1: its output `out/.hdw-tree/all.1.1.root` is gone",
            "merge: `merge/tree.1.0`, which it takes from, runs again"),
        PastRun.toDo(plan(tree), past, folder));
  }
}
