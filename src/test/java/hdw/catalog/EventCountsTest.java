package hdw.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostic;
import hdw.executor.Plans;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.root.WrittenFile;
import hdw.scan.FileScan;
import hdw.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of samples are counted, and what is wrong with their files is said or passed over. */
final class EventCountsTest {
  private static final String BY_EVENTS =
      "\ntask skim for each sample { split = 100 events"
          + "  run = \"skim {{first_event}} {{stop_event}} {{input}}\" }\n";

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    written("good.root", 250);
    written("more.root", 100);
    written("empty.root", 0);
    Files.writeString(folder.resolve("text.root"), "no events");
    byte[] good = Files.readAllBytes(folder.resolve("good.root"));
    Files.write(folder.resolve("cut.root"), java.util.Arrays.copyOf(good, good.length - 100));
    new WrittenFile().tree("events", 5, 5).tree("Runs", 1, 1).write(folder.resolve("other.root"));
  }

  private void written(String name, long events) throws IOException {
    new WrittenFile().tree("Events", events, 50).write(folder.resolve(name));
  }

  private Compilation compile(String text) throws IOException {
    var scan =
        new FileScan(
            folder.resolve("cache"),
            () -> {
              throw new AssertionError("no file lies behind a network");
            },
            Progress.NONE);
    return new Compiler(Map.of(), (line, at) -> List.of(), scan)
        .compile(
            Files.writeString(folder.resolve("w.hdw"), "workflow w\n" + text),
            Compiler.Options.PLAIN);
  }

  private Compilation sample(String properties) throws IOException {
    return compile("sample A { " + properties + " }" + BY_EVENTS);
  }

  private static List<String> codes(Compilation compilation) {
    return compilation.diagnostics().stream().map(each -> each.code().name()).toList();
  }

  private static void says(Compilation compilation, String... words) {
    String report = Plans.report(compilation);
    for (String each : words) {
      assertTrue(report.contains(each), report);
    }
  }

  private static NodePlan skim(Compilation compilation) {
    Plan plan = compilation.plan().orElseThrow(() -> new AssertionError(Plans.report(compilation)));
    return plan.nodes().get(0);
  }

  private static List<String> ids(Compilation compilation) {
    NodePlan node = skim(compilation);
    return IntStream.range(0, node.size()).mapToObj(node::id).toList();
  }

  private static List<String> paths(Compilation compilation) {
    return skim(compilation).node().sample().orElseThrow().files().paths();
  }

  @Test
  void events_of_all_files_are_counted_and_cut() throws IOException {
    Compilation compilation = sample("files = [\"good.root\", \"more.root\"]");
    assertEquals(List.of(), codes(compilation));
    assertEquals(350, skim(compilation).node().sample().orElseThrow().events().orElseThrow());
    assertEquals(4, skim(compilation).size());
  }

  @Test
  void files_that_cannot_be_read_are_one_error_for_a_sample() throws IOException {
    Compilation compilation =
        sample("files = [\"good.root\", \"text.root\", \"cut.root\", \"more.root\"]");
    assertEquals(List.of("HDW0516"), codes(compilation));
    says(compilation, "2 of 4 files", "`text.root`", "`cut.root`", "on_missing = skip");
  }

  @Test
  void files_that_cannot_be_read_are_left_out_where_the_sample_says_so() throws IOException {
    Compilation compilation =
        sample("files = [\"text.root\", \"gone.root\", \"good.root\"]  on_missing = skip");
    assertEquals(List.of("HDW0551", "HDW0552"), codes(compilation));
    assertEquals(List.of("good.root"), paths(compilation));
    assertEquals(3, skim(compilation).size());
  }

  @Test
  void a_sample_of_which_no_file_is_left_is_an_error() throws IOException {
    Compilation compilation = sample("files = \"text.root\"  on_missing = skip");
    assertEquals(List.of("HDW0552", "HDW0501"), codes(compilation));
  }

  @Test
  void empty_files_stay_with_a_warning_go_with_a_note_or_are_an_error() throws IOException {
    String files = "files = [\"empty.root\", \"good.root\"]";
    Compilation warned = sample(files);
    assertEquals(List.of("HDW0554"), codes(warned));
    assertEquals(List.of("empty.root", "good.root"), paths(warned));
    assertEquals(3, skim(warned).size());
    Compilation left = sample(files + "  on_empty = skip");
    assertEquals(List.of("HDW0555"), codes(left));
    assertEquals(List.of("good.root"), paths(left));
    assertEquals(ids(warned), ids(left));
    assertEquals(List.of("HDW0518"), codes(sample(files + "  on_empty = fail")));
  }

  @Test
  void a_tree_that_is_not_there_is_an_error_with_the_trees_that_are() throws IOException {
    Compilation compilation = sample("files = [\"good.root\", \"other.root\"]");
    assertEquals(List.of("HDW0517"), codes(compilation));
    says(compilation, "1 of 2 files", "no tree `Events`", "`Runs`", "tree = \"events\"");
    Compilation meant = sample("files = \"good.root\"  tree = \"Evnets\"");
    says(meant, "tree = \"Events\"");
  }

  @Test
  void a_file_that_is_bad_at_its_first_place_is_read_at_the_next_and_its_chunks_stay()
      throws IOException {
    String files = "files = replicas(\"good.root\", \"copy/good.root\")";
    Files.createDirectory(folder.resolve("copy"));
    Files.copy(folder.resolve("good.root"), folder.resolve("copy/good.root"));
    Compilation before = sample(files);
    assertEquals(List.of(), codes(before));
    assertEquals(List.of("good.root"), paths(before));
    Files.writeString(folder.resolve("good.root"), "damaged");
    Compilation broken = sample(files);
    assertEquals(List.of("HDW0556"), codes(broken));
    says(broken, "`copy/good.root` instead of `good.root`");
    assertEquals(List.of("copy/good.root"), paths(broken));
    assertEquals(ids(before), ids(broken));
    Files.delete(folder.resolve("good.root"));
    Compilation gone = sample(files);
    assertEquals(List.of("copy/good.root"), paths(gone));
    assertEquals(ids(before), ids(gone));
  }

  @Test
  void a_file_that_is_bad_everywhere_is_reported_where_it_was_named_first() throws IOException {
    Files.createDirectory(folder.resolve("copy"));
    Files.writeString(folder.resolve("copy/text.root"), "no events either");
    Compilation compilation = sample("files = replicas(\"text.root\", \"copy/text.root\")");
    assertEquals(List.of("HDW0516"), codes(compilation));
    says(compilation, "`text.root` ");
  }

  @Test
  void what_is_said_of_the_first_place_is_what_happened_there() throws IOException {
    Compilation compilation = sample("files = replicas(\"text.root\", \"gone.root\")");
    assertEquals(List.of("HDW0516"), codes(compilation));
    says(compilation, "`text.root` is no ROOT file");
  }

  @Test
  void nothing_is_opened_where_nothing_hangs_on_events() throws IOException {
    Compilation compilation =
        compile(
            """
            sample A { files = ["text.root", "cut.root"] }
            task t for each sample { split = 1 file  run = "cat {{inputs}}" }
            """);
    assertEquals(List.of(), codes(compilation));
    assertTrue(Files.notExists(folder.resolve("cache")));
  }

  @Test
  void a_thousand_bad_files_are_one_message_of_a_few_lines() throws IOException {
    Files.createDirectory(folder.resolve("bad"));
    for (int i = 0; i < 1000; i++) {
      Files.writeString(folder.resolve("bad/" + i + ".root"), "no events");
    }
    Compilation compilation = sample("files = glob(\"bad/*.root\")");
    assertEquals(List.of("HDW0516"), codes(compilation));
    Diagnostic only = compilation.diagnostics().get(0);
    assertTrue(only.message().contains("none of the 1000 files"), only.message());
    assertTrue(only.message().contains("and 997 more"), only.message());
  }
}
