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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HiggsDNA's {@code vanilla_...} would submit, in the layout that its tools know. */
final class VanillaLayoutTest {
  private static final Path RESOURCES = Path.of("src/test/resources/higgsdna/everything");

  private static final String LXPLUS = "vanilla_lxplus";
  private static final String SLURM = "vanilla_slurm";

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
    return renderedFor(LXPLUS, options);
  }

  private Path renderedFor(String executor, String... options) throws IOException {
    var words = new ArrayList<>(List.of("run", "@analysis.hdw", "-n", "--executor", executor));
    words.addAll(List.of(options));
    assertEquals(ExitCode.DONE, session.hdw(words.toArray(String[]::new)), session.err());
    try (Stream<Path> runs = Files.list(folder.resolve(".higgs_dna_" + executor))) {
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
        String text = Files.readString(each);
        if (!each.toString().endsWith(".sh") || text.contains("#SBATCH")) {
          files.put(folder.relativize(each).toString(), text);
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @CsvSource({"vanilla_lxplus, espresso", "vanilla_slurm, short"})
  void an_imported_analysis_is_rendered_as_expected(String executor, String queue)
      throws IOException {
    Map<String, String> rendered = read(renderedFor(executor, "--queue", queue, "--memory", "4GB"));
    Path expected = RESOURCES.resolve(executor);
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

  @ParameterizedTest
  @ValueSource(strings = {LXPLUS, SLURM})
  void the_folder_has_the_name_of_the_run_and_both_names_of_its_input(String executor)
      throws IOException {
    Path rendered = renderedFor(executor);
    String run = rendered.getFileName().toString();
    assertTrue(run.matches("analysis_\\d{8}_\\d{6}"), run);
    assertEquals(List.of("input", "inputs", "jobs"), names(rendered));
    assertEquals(names(rendered.resolve("input")), names(rendered.resolve("inputs")));
    assertEquals(
        names(rendered.resolve("jobs")), names(folder.resolve(".hdw").resolve(run + "/jobs")));
  }

  @ParameterizedTest
  @ValueSource(strings = {LXPLUS, SLURM})
  void the_same_plan_gives_the_same_bytes_wherever_it_lies(String executor) throws IOException {
    Map<String, String> here = read(renderedFor(executor));
    assertEquals(here, read(renderedFor(executor)));
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

  private String script(String... options) throws IOException {
    return Files.readString(renderedFor(SLURM, options).resolve("jobs/AN-DYto2L.sh"));
  }

  @Test
  void jobs_for_slurm_get_higgsdnas_partition_and_time_where_nobody_says_others()
      throws IOException {
    assertAsks(script(), "standard", 60);
    assertAsks(script("--queue", "short"), "short", 60);
    assertAsks(script("--time", "30 min"), "standard", 30);
    assertAsks(script("--time", "2 d"), "long", 2880);
    session.file(
        "analysis.hdw",
        session.read("analysis.hdw") + "site own { executor = slurm  queue q { time = 20 min } }");
    assertAsks(script(), "q", 20);
  }

  private static void assertAsks(String script, String queue, int minutes) {
    String lines = "\n#SBATCH --partition=" + queue + "\n#SBATCH --time=" + minutes + "\n";
    assertTrue(script.contains(lines), script);
  }

  @Test
  void why_says_whose_habit_partition_and_time_are() throws IOException {
    assertEquals(
        ExitCode.DONE, session.hdw("plan", "@analysis.hdw", "--executor", SLURM), session.err());
    assertTrue(session.out().contains("queue: as usual with vanilla_slurm, "), session.out());
  }

  @Test
  void a_job_each_has_a_script_for_slurm_and_logs_without_numbers() throws IOException {
    session.file(
        "analysis.hdw",
        session.read("analysis.hdw").replace("split ", "cluster_per_sample = false\nsplit "));
    Path jobs = renderedFor(SLURM).resolve("jobs");
    List<String> files = names(jobs).stream().filter(each -> each.startsWith("AN-")).toList();
    assertEquals(5, files.size(), files.toString());
    String script = Files.readString(jobs.resolve("AN-DYto2L-1.sh"));
    assertFalse(script.contains("#SBATCH --array"), script);
    assertTrue(script.contains("\"jobs/AN-DYto2L-1.$each\""), script);
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
  void higgsdnas_own_option_for_that_is_imported() throws IOException {
    ExitCode code =
        session.hdw(
            "import", "higgsdna", "analysis.json", "--vlxp-dont-cluster-per-sample", "--overwrite");
    assertEquals(ExitCode.DONE, code, session.err());
    String text = session.read("analysis.hdw");
    assertTrue(text.contains("  cluster_per_sample = false\n"), text);
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
