package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a dry run of an example renders is, byte by byte, what stands in its folder {@code
 * expected}. With {@code -Dgolden.update} that folder is written anew.
 */
final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");

  @TempDir static Path cache;

  private static Plan plan(Path file) {
    return Plans.scanned(file, cache);
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      return all.filter(each -> Files.isDirectory(each.resolve("expected"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_renders_as_expected(Path example) throws IOException {
    Map<String, String> rendered = new TreeMap<>();
    for (RenderedFile each : Rendering.of(plan(example.resolve("analysis.hdw"))).files()) {
      rendered.put(each.path(), each.text());
    }
    compare(example.resolve("expected"), rendered);
  }

  @Test
  void the_lesson_on_htcondor_renders_for_dagman_as_expected() throws IOException {
    Path example = EXAMPLES.resolve("02-lxplus");
    Map<String, String> rendered = new TreeMap<>();
    for (RenderedFile each :
        Rendering.dagman(Plans.of(example.resolve("analysis.hdw")), "..").files()) {
      rendered.put(each.path(), each.text());
    }
    // scripts and tables are the same as without DAGMan
    rendered.entrySet().removeAll(read(example.resolve("expected")).entrySet());
    compare(example.resolve("expected-dagman"), rendered);
  }

  private static void compare(Path expected, Map<String, String> rendered) throws IOException {
    if (System.getProperty("golden.update") != null) {
      write(expected, rendered);
    }
    Map<String, String> golden = read(expected);
    assertEquals(List.copyOf(golden.keySet()), List.copyOf(rendered.keySet()));
    golden.forEach((path, text) -> assertEquals(text, rendered.get(path), path));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_same_plan_gives_the_same_bytes_without_a_place_of_this_machine(Path example) {
    Path file = example.resolve("analysis.hdw");
    assertEquals(Rendering.of(plan(file)), Rendering.of(plan(file.toAbsolutePath())));
    String here = Path.of("").toAbsolutePath().toString();
    for (RenderedFile each : Rendering.of(plan(file)).files()) {
      assertTrue(!each.text().contains(here), each.path());
    }
  }

  @Test
  void the_lessons_on_batch_systems_have_something_expected() throws IOException {
    List<String> names = examples().stream().map(each -> each.getFileName().toString()).toList();
    assertTrue(names.containsAll(List.of("02-lxplus", "03-slurm")), names.toString());
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path each : files(folder)) {
      files.put(folder.relativize(each).toString(), Files.readString(each));
    }
    return files;
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    for (Path each : files(folder)) {
      Files.delete(each);
    }
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return new ArrayList<>(all.filter(Files::isRegularFile).toList());
    }
  }
}
