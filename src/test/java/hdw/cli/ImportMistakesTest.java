package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code hdw import higgsdna} says of broken files, compared whole: each folder of {@code
 * src/test/resources/higgsdna/mistakes} has an analysis JSON, mostly a sample JSON, and what is
 * said in {@code said.txt}; the system property {@code golden.update} writes the latter instead.
 */
final class ImportMistakesTest {
  private static final Path CASES = Path.of("src/test/resources/higgsdna/mistakes");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> a_mistake_is_told_at_its_place() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.sorted().toList().stream()
          .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> check(each)));
    }
  }

  private void check(Path mistake) throws IOException {
    var session = new Session(Files.createDirectories(folder.resolve(mistake.getFileName())));
    for (String name : new String[] {"analysis.json", "samples.json"}) {
      if (Files.exists(mistake.resolve(name))) {
        Files.copy(mistake.resolve(name), session.folder().resolve(name));
      }
    }
    ExitCode code = session.hdw("import", "higgsdna", "analysis.json", "--output", "w.hdw");
    String said = session.err().replace(session.folder() + "/", "");
    Path expected = mistake.resolve("said.txt");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, said);
    }
    assertEquals(Files.readString(expected), said);
    boolean error = said.contains(": error[HDW");
    assertEquals(error ? ExitCode.WORKFLOW_ERRORS : ExitCode.DONE, code);
    assertEquals(!error, session.exists("w.hdw"));
    assertFalse(said.contains("Exception"), said);
  }
}
