package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole reports as a person reads them, letter by letter.
 *
 * <p>{@code mvn test -Dtest=ReportsTest -Dgolden.update} writes them anew; what changed is then
 * read like code.
 */
final class ReportsTest {
  private static final Path REPORTS = Path.of("src/test/resources/reports");

  @TestFactory
  List<DynamicTest> each_report_is_as_it_was() throws IOException {
    try (Stream<Path> files = Files.list(REPORTS)) {
      return files
          .filter(each -> each.toString().endsWith(".hdw"))
          .sorted()
          .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> check(each)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    Path folder = Files.createTempDirectory("hdw-report");
    var laboratory = new Laboratory(folder);
    String report =
        laboratory.report(laboratory.compile(ErrorScript.parse(Files.readAllLines(file))));
    Folders.delete(folder);
    Path golden = Path.of(file.toString().replace(".hdw", ".txt"));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, report);
    }
    assertEquals(Files.exists(golden) ? Files.readString(golden) : "", report);
  }
}
