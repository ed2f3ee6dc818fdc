package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first lesson, not a letter of it changed, on each system by its site. */
@Tag("engine")
final class SitesEngineTest {
  private static final Path LESSON = Path.of("examples/01-dimuon");

  @TempDir Path scratch;

  @Test
  void one_file_gives_the_same_results_here_on_HTCondor_and_on_Slurm() throws IOException {
    Map<String, String> here = results("local", "");
    assertTrue(here.containsKey("dimuon_mass.svg"), here.keySet().toString());
    assertTrue(here.size() > 40, here.keySet().toString());
    assertEquals(here, results("lxplus", " in the queue of HTCondor"));
    assertEquals(here, results("slurm", " in the queue of Slurm"));
  }

  /** Runs it where nothing was run before; gives what it made. */
  private Map<String, String> results(String site, String told) throws IOException {
    Path folder = scratch.resolve(site);
    copy(LESSON, folder);
    var session = new Session(folder);
    ExitCode code = session.hdw("run", "@analysis.hdw", "--site", site);
    assertEquals(ExitCode.DONE, code, session.err());
    assertTrue(session.err().contains(told), session.err());
    assertEquals(ExitCode.DONE, session.hdw("verify"), session.out());
    Map<String, String> results = new TreeMap<>();
    for (Path each : files(folder.resolve("results"))) {
      results.put(
          folder.resolve("results").relativize(each).toString(),
          Files.readString(each, StandardCharsets.ISO_8859_1));
    }
    return results;
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path each : files(from)) {
      String name = from.relativize(each).toString();
      if (!name.startsWith("results") && !name.startsWith(".hdw")) {
        Path copy = to.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
