package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import hdw.parse.WorkflowFormatter;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples, and the files that hdw ships: they check without a word, and are laid out as hdw
 * lays out.
 */
final class ExamplesTest {
  @TempDir static Path cache;

  static List<Path> workflows() throws IOException {
    try (Stream<Path> examples = Files.walk(Path.of("examples"));
        Stream<Path> shipped = Files.walk(Path.of("workflows"))) {
      return Stream.concat(examples, shipped)
          .filter(each -> each.toString().endsWith(".hdw") && !each.toString().contains("/."))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void it_checks_without_a_word(Path file) throws IOException {
    Compilation compilation = compile(file);
    assertEquals(List.of(), compilation.diagnostics());
    assertTrue(compilation.plan().isPresent());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void it_is_laid_out_as_hdw_lays_out(Path file) throws IOException {
    String text = Files.readString(file);
    assertEquals(
        Optional.of(text),
        WorkflowFormatter.format(new Source(file.toString(), text), new Diagnostics()));
  }

  @Test
  void the_first_example_plans_to_what_a_person_counts_by_hand() throws IOException {
    Plan plan = compile(Path.of("examples/01-dimuon/analysis.hdw")).plan().orElseThrow();
    // 7 simulated samples in 3 variations and the data in one; 14 and 6 files
    assertEquals(
        Map.of("select", 22L, "histogram", 22L, "merged", 22L, "plots", 1L), perTask(plan, false));
    assertEquals(
        Map.of("select", 48L, "histogram", 48L, "merged", 22L, "plots", 1L), perTask(plan, true));
  }

  @Test
  void the_first_example_fits_on_a_page() throws IOException {
    assertTrue(Files.readAllLines(Path.of("examples/01-dimuon/analysis.hdw")).size() <= 60);
  }

  private static Map<String, Long> perTask(Plan plan, boolean jobs) {
    return plan.nodes().stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                each -> each.node().task().name(),
                java.util.stream.Collectors.summingLong(each -> jobs ? size(each) : 1)));
  }

  private static long size(NodePlan node) {
    return node.size();
  }

  private static Compilation compile(Path file) throws IOException {
    return new Compiler(Map.of(), (line, folder) -> List.of(), Plans.localScan(cache))
        .compile(file, Compiler.Options.PLAIN);
  }
}
