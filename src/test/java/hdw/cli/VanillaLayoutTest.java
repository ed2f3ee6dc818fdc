package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code --executor vanilla_lxplus} would submit, in the layout that HiggsDNA's tools know.
 */
final class VanillaLayoutTest {
  private static final Path RESOURCES = Path.of("src/test/resources/higgsdna/everything");

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void import_everything() throws IOException {
    session = new Session(folder);
    for (String each : List.of("analysis.json", "samples/all.json")) {
      session.file(each, Files.readString(RESOURCES.resolve(each)));
    }
    for (int i = 1; i <= 6; i++) {
      session.file("data/" + i + ".root", "");
    }
    assertEquals(
        ExitCode.DONE, session.hdw("import", "higgsdna", "analysis.json"), () -> session.err());
  }

  private Path rendered(String... options) throws IOException {
    var words = new ArrayList<>(List.of("run", "@analysis.hdw", "-n"));
    words.addAll(List.of("--executor", "vanilla_lxplus"));
    words.addAll(List.of(options));
    assertEquals(ExitCode.DONE, session.hdw(words.toArray(String[]::new)), session.err());
    try (Stream<Path> runs = Files.list(folder.resolve(".higgs_dna_vanilla_lxplus"))) {
      return runs.sorted().reduce((one, other) -> other).orElseThrow();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** The files below a folder, but for the scripts of tasks: those are tested by themselves. */
  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        if (!each.toString().endsWith(".sh")) {
          files.put(folder.relativize(each).toString(), Files.readString(each));
        }
      }
    }
    return files;
  }

  @Test
  void an_imported_analysis_is_rendered_as_expected() throws IOException {
    Map<String, String> rendered = read(rendered("--queue", "espresso", "--memory", "4GB"));
    Path expected = RESOURCES.resolve("vanilla_lxplus");
    if (System.getProperty("golden.update") != null) {
      for (Map.Entry<String, String> each : rendered.entrySet()) {
        Files.createDirectories(expected.resolve(each.getKey()).getParent());
        Files.writeString(expected.resolve(each.getKey()), each.getValue());
      }
    }
    Map<String, String> golden = read(expected);
    assertEquals(List.copyOf(golden.keySet()), List.copyOf(rendered.keySet()));
    golden.forEach((path, text) -> assertEquals(text, rendered.get(path), path));
  }

  @Test
  void the_folder_has_the_name_of_the_run_and_both_names_of_its_input() throws IOException {
    Path rendered = rendered();
    String run = rendered.getFileName().toString();
    assertTrue(run.matches("analysis_\\d{8}_\\d{6}"), run);
    assertEquals(List.of("input", "inputs", "jobs"), names(rendered));
    assertEquals(names(rendered.resolve("input")), names(rendered.resolve("inputs")));
    assertEquals(
        names(rendered.resolve("jobs")), names(folder.resolve(".hdw").resolve(run + "/jobs")));
  }

  @Test
  void the_same_plan_gives_the_same_bytes_wherever_it_lies() throws IOException {
    Map<String, String> here = read(rendered());
    assertEquals(here, read(rendered()));
    assertFalse(here.toString().contains(folder.toString()));
  }

  @Test
  void the_queues_are_those_of_lxplus_where_the_workflow_uses_no_site() throws IOException {
    Path rendered = rendered("--queue", "espresso");
    String text = Files.readString(rendered.resolve("jobs/AN-DYto2L.sub"));
    assertTrue(text.contains("\n+JobFlavour = \"espresso\"\n"), text);
    session.file(
        "analysis.hdw",
        session.read("analysis.hdw") + "site own { executor = htcondor  queue q { time = 1 h } }");
    assertEquals(
        ExitCode.WORKFLOW_ERRORS,
        session.hdw(
            "check", "@analysis.hdw", "--executor", "vanilla_lxplus", "--queue", "espresso"),
        "a site of the workflow's own counts");
  }

  @Test
  void a_cluster_for_each_job_is_called_after_its_file() throws IOException {
    session.file(
        "analysis.hdw",
        session.read("analysis.hdw").replace("split ", "cluster_per_sample = false\nsplit "));
    List<String> files =
        names(rendered().resolve("jobs")).stream().filter(each -> each.endsWith(".sub")).toList();
    assertEquals(5, files.size(), files.toString());
    assertTrue(files.contains("AN-DYto2L-1.sub"), files.toString());
    assertTrue(session.out().contains("AN-DYto2L-1 "), session.out());
  }

  @Test
  void files_to_which_higgsdna_would_give_one_name_get_a_number() throws IOException {
    session.file("a/x.root", "").file("b/x.root", "").file("c/AN-x y.root", "");
    session.file(
        "analysis.hdw",
        """
        workflow analysis
        sample A { files = ["a/x.root", "b/x.root"] }
        sample "AN-A" { files = "a/x.root" }
        sample "A-x" { files = "c/AN-x y.root" }
        task t for each sample {
          split = 1 file
          output = "{{sample}}/{{chunk}}"
          run = "cp {{input}} {{output}}"
        }
        """);
    Path rendered = rendered();
    assertEquals(
        List.of("A-x-2.json", "A-x-AN-x_y.json", "A-x.json", "AN-A-x-3.json"),
        names(rendered.resolve("input")).stream().filter(each -> each.endsWith("json")).toList());
    assertEquals(
        "{\"AN-A\":[\"a/x.root\"]}\n", Files.readString(rendered.resolve("input/AN-A-x-3.json")));
    assertEquals(
        List.of("AN-A-x.sub", "AN-A.sub", "AN-AN-A.sub"),
        names(rendered.resolve("jobs")).stream().filter(each -> each.endsWith("sub")).toList());
  }

  @Test
  void other_tasks_have_their_own_name_in_front_of_the_samples() throws IOException {
    session.file(
        "analysis.hdw",
        """
        workflow analysis
        sample A { files = "data/1.root" }
        task read for each sample { output = "{{sample}}"  run = "cp {{inputs}} {{output}}" }
        task each_one for each sample {
          input = read
          output = "{{sample}}.2"
          run = "cp {{inputs}} {{output}}"
        }
        task all { input = each_one  output = "all"  run = "cat {{inputs}} > {{output}}" }
        """);
    assertEquals(
        List.of("AN-A.sub", "AN-all.sub", "AN-each_one-A.sub"),
        names(rendered().resolve("jobs")).stream().filter(each -> each.endsWith("sub")).toList());
  }
}
