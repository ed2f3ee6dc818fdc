package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps the house easy to read: small files, and a page for every package. */
final class HouseTest {
  private static final int MOST_LINES = 400;
  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void no_file_is_longer_than_400_lines() throws IOException {
    var tooLong = new ArrayList<String>();
    for (Path each : files(".java")) {
      long lines = Files.readAllLines(each).size();
      if (lines > MOST_LINES) {
        tooLong.add(each + ": " + lines);
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void every_package_says_what_it_is() throws IOException {
    var silent = new ArrayList<Path>();
    for (Path each : files(".java")) {
      Path folder = each.getParent();
      if (!Files.exists(folder.resolve("package-info.java")) && !silent.contains(folder)) {
        silent.add(folder);
      }
    }
    assertEquals(List.of(), silent);
  }

  @Test
  void nothing_unfinished_is_left_without_an_issue() throws IOException {
    var unfinished = new ArrayList<Path>();
    for (Path each : files(".java")) {
      String text = Files.readString(each);
      if (text.contains("TO" + "DO") || text.contains("FIX" + "ME")) {
        unfinished.add(each);
      }
    }
    assertEquals(List.of(), unfinished);
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(each -> each.toString().endsWith(ending)).sorted().toList();
    }
  }
}
