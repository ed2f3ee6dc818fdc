package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.cli.Terminal;
import hdw.executor.dask.DaskPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that reads NanoAOD in ranges of events gives what whole files give. */
final class CoffeaExampleTest {
  private static final String PYTHON = System.getenv().getOrDefault("HDW_PYTHON", "python3");

  @TempDir Path folder;
  private Terminal terminal;

  @BeforeEach
  void copy() throws IOException {
    Folders.copy(Path.of("examples/05-coffea"), folder);
    terminal = new Terminal(folder, Map.of("XDG_STATE_HOME", folder.resolve(".state").toString()));
  }

  private String run(int exit, String python, String... more) {
    var words = new java.util.ArrayList<>(List.of("run", folder + "/analysis.hdw"));
    words.addAll(List.of("--set", "python=" + python));
    words.addAll(List.of(more));
    Terminal.Answer answer = terminal.hdw(words.toArray(String[]::new));
    assertEquals(exit, answer.exit(), answer.text());
    return answer.text();
  }

  private static void needsUproot() throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(PYTHON, "-c", "import uproot, awkward")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    String words = "there is no Python with uproot here; HDW_PYTHON may name one";
    if ("1".equals(System.getenv("HDW_ENGINES_REQUIRED"))) {
      assertEquals(0, exit, "HDW_ENGINES_REQUIRED=1, but " + words);
    }
    assumeTrue(exit == 0, words);
  }

  @Test
  void ranges_of_any_size_add_up_to_the_same_histogram() throws Exception {
    needsUproot();
    run(0, PYTHON);
    String spectrum = Files.readString(folder.resolve("results/DYto2Mu.txt"));
    assertTrue(spectrum.startsWith("1804 pairs of muons in 2410 events\n"), spectrum);
    assertTrue(spectrum.contains("   90 -  92 GeV   557 ####"), spectrum);
    run(0, PYTHON, "--set", "per_job=2000 events");
    assertEquals(spectrum, Files.readString(folder.resolve("results/DYto2Mu.txt")));
  }

  @Test
  void workers_of_dask_give_the_same_histogram() throws Exception {
    needsUproot();
    DaskPython.assume();
    run(0, PYTHON);
    String here = Files.readString(folder.resolve("results/DYto2Mu.txt"));
    String python = DaskPython.name();
    Files.writeString(
        folder.resolve("site.hdw"),
        "site s { cluster { max_workers = 1  cpus = 2  memory = 2 GB  python = \""
            + python
            + "\" } }");
    Path file = folder.resolve("analysis.hdw");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("use \"rules/standard\"", "use \"site\"\nuse \"rules/standard\""));
    String said = run(0, PYTHON, "--executor", "dask/local", "--set", "per_job=299 events");
    assertTrue(said.contains("in the queue of Dask as "), said);
    assertEquals(here, Files.readString(folder.resolve("results/DYto2Mu.txt")));
  }

  @Test
  void a_python_without_uproot_is_told_once_for_all_jobs() throws Exception {
    // the standard library alone, wherever this runs
    Path bare = folder.resolve("bare");
    Files.writeString(bare, "#!/bin/sh\nexec python3 -I -S \"$@\"\n");
    assertTrue(bare.toFile().setExecutable(true));
    String said = run(3, bare.toString());
    assertTrue(said.contains("9 x command_failed: "), said);
    assertTrue(said.contains("this example needs uproot and awkward"), said);
  }
}
