package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.analysis.Analyzer;
import hdw.analysis.Overrides;
import hdw.ast.SourceFile;
import hdw.compile.Shipped;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.DiagnosticPrinter;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.parse.WorkflowParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoilt workflows are answered with messages at their places: no exception, no hang.
 *
 * <p>{@code -Dhdw.fuzz=3000000} tries more, {@code -Dhdw.seed=...} other ones. A failure names its
 * seed: {@code Mutator.spoilt(seed)} is the workflow.
 */
final class FuzzTest {
  private static final int ANALYZED = Integer.getInteger("hdw.fuzz", 100_000);
  private static final long SEED = Long.getLong("hdw.seed", 1);
  private static final long SLOWEST = 1_000_000_000L;

  private final Mutator mutator = new Mutator(corpus());

  @Test
  @Timeout(
      value = 10,
      unit = java.util.concurrent.TimeUnit.MINUTES,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_spoilt_workflow_is_answered_with_messages() {
    assertEquals("", failures(ANALYZED, seed -> analyze(mutator.spoilt(seed))));
  }

  @Test
  @Timeout(
      value = 10,
      unit = java.util.concurrent.TimeUnit.MINUTES,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_spoilt_workflow_is_planned_or_answered(@TempDir Path folder) {
    assertEquals("", failures(ANALYZED / 10, seed -> plan(mutator.spoilt(seed), seed, folder)));
  }

  /** What a workflow is answered with. */
  @FunctionalInterface
  private interface Answer {
    List<Diagnostic> of(long seed) throws IOException;
  }

  private static String failures(int count, Answer answer) {
    return LongStream.range(SEED, SEED + count)
        .parallel()
        .mapToObj(seed -> failure(seed, answer))
        .filter(each -> !each.isEmpty())
        .limit(3)
        .reduce("", (one, other) -> one + other + "\n");
  }

  private static String failure(long seed, Answer answer) {
    try {
      String slow = attempt(seed, answer);
      // a machine that was busy is not a hang
      return slow.isEmpty() ? "" : attempt(seed, answer);
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError thrown) {
      var text = new java.io.StringWriter();
      thrown.printStackTrace(new java.io.PrintWriter(text));
      return "seed " + seed + ": " + text.toString().lines().limit(12).toList();
    }
  }

  private static String attempt(long seed, Answer answer) throws IOException {
    long start = System.nanoTime();
    answer.of(seed).forEach(FuzzTest::check);
    long time = System.nanoTime() - start;
    return time > SLOWEST ? "seed " + seed + " takes " + time / 1_000_000 + " ms" : "";
  }

  /** A message stands inside its source and can be printed. */
  private static void check(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    boolean inside =
        span.start() >= 0
            && span.start() <= span.end()
            && span.end() <= span.source().text().length();
    String printed = new DiagnosticPrinter(false).print(diagnostic);
    if (!inside || diagnostic.message().isBlank() || !printed.contains(diagnostic.code().name())) {
      throw new AssertionError("no place: " + diagnostic.message());
    }
  }

  private static List<Diagnostic> analyze(String text) throws IOException {
    var diagnostics = new Diagnostics();
    var files = new ArrayList<SourceFile>();
    files.add(WorkflowParser.parse(new Source("fuzz.hdw", text), diagnostics));
    if (!diagnostics.hasErrors()) {
      for (String each : Shipped.names()) {
        if (text.contains(each)) {
          String shipped =
              new String(Shipped.read(each + ".hdw").orElseThrow(), StandardCharsets.UTF_8);
          files.add(WorkflowParser.parse(new Source(each, shipped), diagnostics));
        }
      }
      Analyzer.analyze(files, Overrides.NONE, diagnostics);
    }
    return diagnostics.all();
  }

  private static List<Diagnostic> plan(String text, long seed, Path temp) throws IOException {
    Path folder = temp.resolve(Long.toString(seed));
    Files.createDirectory(folder);
    var laboratory = new Laboratory(folder);
    Files.write(folder.resolve(ErrorScript.MAIN), text.getBytes(StandardCharsets.UTF_8));
    var compilation = laboratory.compile(ErrorScript.MAIN, List.of());
    compilation
        .plan()
        .ifPresent(
            plan ->
                plan.nodes()
                    .forEach(
                        node -> {
                          for (int i = 0; i < Math.min(3, node.size()); i++) {
                            node.id(i);
                            node.inputs(i);
                            node.outputs(i);
                          }
                        }));
    Folders.delete(folder);
    return compilation.diagnostics();
  }

  /**
   * Whether a path is a workflow of the project, and not the folder of somebody's runs or in it.
   */
  private static boolean isWorkflow(Path path) {
    return path.toString().endsWith(".hdw")
        && Files.isRegularFile(path)
        && !path.toString().contains("/.hdw/");
  }

  /** All workflows that the project has, right ones and wrong ones. */
  private static List<String> corpus() {
    var corpus = new ArrayList<String>();
    try {
      for (Path file : ErrorScriptsTest.topics()) {
        ErrorScript.read(file).stream()
            .map(each -> String.join("\n", each.files().get(ErrorScript.MAIN)))
            .forEach(corpus::add);
      }
      for (String folder : List.of("workflows", "examples", "src/test/resources/contract")) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          for (Path each : files.filter(FuzzTest::isWorkflow).sorted().toList()) {
            corpus.add(Files.readString(each));
          }
        }
      }
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
    return corpus;
  }
}
