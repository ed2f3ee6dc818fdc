package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.compile.Compilation;
import hdw.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each mistake in {@code src/test/resources/errors} is reported where it is, and nothing else. */
final class ErrorScriptsTest {
  static final Path SCRIPTS = Path.of("src/test/resources/errors");

  @TestFactory
  List<DynamicContainer> every_mistake_is_reported_at_its_place_and_nothing_else()
      throws IOException {
    var topics = new ArrayList<DynamicContainer>();
    for (Path file : topics()) {
      Stream<DynamicTest> tests =
          ErrorScript.read(file).stream()
              .map(each -> DynamicTest.dynamicTest(each.title(), () -> check(each)));
      topics.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), tests));
    }
    return topics;
  }

  static List<Path> topics() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(each -> each.toString().endsWith(".hdw")).sorted().toList();
    }
  }

  private static void check(ErrorScript script) throws IOException {
    Path folder = Files.createTempDirectory("hdw-script");
    var laboratory = new Laboratory(folder);
    Compilation compilation = laboratory.compile(script);
    String problems = problems(script, compilation, laboratory);
    assertEquals("", problems, problems + "\n" + laboratory.report(compilation));
    Folders.delete(folder);
  }

  /** What is missing and what is too much, a line each. */
  static String problems(ErrorScript script, Compilation compilation, Laboratory laboratory) {
    var found = new ArrayList<>(compilation.diagnostics());
    var problems = new StringBuilder();
    for (ErrorScript.Expected each : script.expected()) {
      var match =
          found.stream()
              .filter(
                  one -> one.code() == each.code() && laboratory.where(one).equals(each.where()))
              .findFirst();
      match.ifPresent(found::remove);
      if (match.isEmpty()) {
        problems.append("missing ").append(each.code()).append(" at ").append(each.where());
        problems.append('\n');
      } else {
        String text = laboratory.local(text(match.get()));
        each.phrases().stream()
            .filter(phrase -> !text.contains(phrase))
            .forEach(phrase -> problems.append("not said: ").append(phrase).append('\n'));
      }
    }
    for (Diagnostic each : found) {
      problems.append("too much: ").append(each.code()).append(" at ");
      problems.append(laboratory.where(each)).append('\n');
    }
    return problems.toString();
  }

  private static String text(Diagnostic diagnostic) {
    var lines = new ArrayList<>(List.of(diagnostic.message()));
    lines.addAll(diagnostic.notes());
    diagnostic.hint().ifPresent(lines::add);
    return String.join("\n", lines);
  }
}
