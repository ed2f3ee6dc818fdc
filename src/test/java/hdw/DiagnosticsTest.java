package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code has a page that tells the truth, and a script that gets it. */
final class DiagnosticsTest {
  private static final Path PAGES = Path.of("src/main/resources/hdw/diagnostic");

  /** Said only where something is rendered, run or imported, and tested there. */
  private static final Set<Code> LATER =
      EnumSet.of(
          Code.HDW0315,
          Code.HDW0515,
          Code.HDW0521,
          Code.HDW0522,
          Code.HDW0523,
          Code.HDW0524,
          Code.HDW0525,
          Code.HDW0526,
          Code.HDW0527,
          Code.HDW0561,
          Code.HDW0562,
          Code.HDW0563,
          Code.HDW0601,
          Code.HDW0701,
          Code.HDW0703,
          Code.HDW0704,
          Code.HDW0711,
          Code.HDW0712,
          Code.HDW0713,
          Code.HDW0714,
          Code.HDW0715,
          Code.HDW0716,
          Code.HDW0717,
          Code.HDW0718,
          Code.HDW0719,
          Code.HDW0720);

  @ParameterizedTest
  @EnumSource
  void its_page_has_its_title_and_examples_that_are_what_they_say(Code code) throws IOException {
    List<String> page = Files.readAllLines(PAGES.resolve(code + ".md"));
    assertEquals("# " + code + ": " + code.title(), page.get(0));
    assertTrue(page.size() >= 10 && page.size() <= 40, page.size() + " lines");
    assertTrue(page.contains("Wrong:") && page.contains("Right:"), "needs both examples");
    List<List<String>> examples = examples(page);
    assertEquals(LATER.contains(code) || code == Code.HDW0105 ? 0 : 2, examples.size());
    if (!examples.isEmpty()) {
      assertEquals(Set.of(code), codes(examples.get(0)), "the wrong example");
      assertEquals(Set.of(), codes(examples.get(1)), "the right example");
    }
  }

  private static List<List<String>> examples(List<String> page) {
    var examples = new ArrayList<List<String>>();
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).equals("```hdw")) {
        int end = i + page.subList(i, page.size()).indexOf("```");
        examples.add(page.subList(i + 1, end));
      }
    }
    return examples;
  }

  private static Set<Code> codes(List<String> example) throws IOException {
    Path folder = Files.createTempDirectory("hdw-page");
    var found = EnumSet.noneOf(Code.class);
    new Laboratory(folder)
        .compile(ErrorScript.parse(example)).diagnostics().stream()
            .map(Diagnostic::code)
            .forEach(found::add);
    Folders.delete(folder);
    return found;
  }

  @Test
  void every_code_occurs_in_a_script_and_every_page_has_a_code() throws IOException {
    var missing = EnumSet.complementOf(EnumSet.copyOf(LATER));
    for (Path file : ErrorScriptsTest.topics()) {
      for (ErrorScript script : ErrorScript.read(file)) {
        script.expected().forEach(each -> missing.remove(each.code()));
      }
    }
    assertEquals(Set.of(), missing);
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertEquals(
          Arrays.stream(Code.values()).map(each -> each + ".md").toList(),
          pages.map(each -> each.getFileName().toString()).sorted().toList());
    }
  }
}
