package hdw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of rules does what its page says: heals, skips, reports, and ends well once mended.
 */
final class RulesExampleTest {
  @TempDir Path folder;
  private Terminal terminal;
  private String file;

  @BeforeEach
  void copy() throws IOException {
    Folders.copy(Path.of("examples/04-rules"), folder);
    terminal = new Terminal(folder, Map.of("XDG_STATE_HOME", folder.resolve(".state").toString()));
    // as a person types it: the commands that go on with a run have to find the same workflow
    file =
        Path.of("")
            .toAbsolutePath()
            .relativize(folder.toRealPath().resolve("analysis.hdw"))
            .toString();
  }

  private String says(int exit, String... words) {
    Terminal.Answer answer = terminal.hdw(words);
    assertEquals(exit, answer.exit(), answer.text());
    return answer.text();
  }

  private static void has(String text, String... parts) {
    for (String each : parts) {
      assertTrue(text.contains(each), each + "\n---\n" + text);
    }
  }

  @Test
  void its_cases_are_as_expected() {
    has(says(0, "test", file), "4 cases, all as expected");
  }

  @Test
  void it_heals_skips_and_reports_and_ends_well_once_the_bug_is_mended() throws IOException {
    String run = says(3, "run", file, "-j", "2");
    has(
        run,
        "4 of 7 jobs done, 1 failed, 2 skipped",
        "1 x command_failed: pairs.awk: the square of a mass is -0.0326855 in event 23",
        "pairs/Tracks: 4 of 6 files of sample Tracks done, 1 skipped, 1 failed");
    healsAndSkips();
    has(says(0, "why", "pairs/Tracks/6"), "command_failed (likely", "no rule: not tried again");
    has(says(0, "why", "histogram"), "it cannot run because `pairs/Tracks/6");
    assertFalse(Files.exists(folder.resolve("results/masses.tsv")), "made with a hole in it");

    has(says(3, "debug", "pairs/Tracks/6"), "in event 23", "it ended with exit code 2");
    has(
        says(3, "retry", "pairs/Tracks/6", "--memory", "60MB"),
        "4 of 7 jobs done (4 of them before), 1 failed, 2 skipped");
    has(says(0, "why", "pairs/Tracks/6"), "memory = 60 MB (hdw retry) <- 30 MB");

    Path program = folder.resolve("pairs.awk");
    String mended =
        Files.readString(program)
            .replace(
                "if (square < 0) {",
                "if (square > -1 && square < 0) square = 0\n      if (square < 0) {");
    Files.writeString(program, mended);
    has(
        says(0, "run", file, "-j", "2"),
        "6 of 7 jobs done, 1 skipped",
        "pairs/Tracks: 5 of 6 files of sample Tracks done, 1 skipped");
    healsAndSkips();
    assertEquals(pairs(Path.of("results")), pairs(Path.of("results/masses.tsv")));
  }

  private void healsAndSkips() {
    has(
        says(0, "why", "pairs/Tracks/4"),
        ": done",
        "out_of_memory (certain",
        "rule dense_event: memory = 120 MB, tried again",
        "memory = 120 MB (rule dense_event, attempt ");
    has(
        says(0, "why", "pairs/Tracks/5"),
        ": done",
        "out_of_time (certain",
        "rule slow_tape: time = 18 s, tried again",
        "time = 18 s (rule slow_tape, attempt ");
    has(
        says(0, "why", "pairs/Tracks/3"),
        "skipped by rule broken_file",
        "bad_input (certain",
        "unexpected end of file");
  }

  /** The pairs in a histogram, or in those of all files in a folder. */
  private long pairs(Path where) throws IOException {
    Path path = folder.resolve(where);
    long sum = 0;
    if (Files.isDirectory(path)) {
      List<Path> files;
      try (var all = Files.list(path)) {
        files = all.filter(each -> each.toString().contains(".csv-")).toList();
      }
      assertEquals(5, files.size(), files.toString());
      for (Path each : files) {
        sum += pairs(where.resolve(each.getFileName()));
      }
      return sum;
    }
    for (String line : Files.readAllLines(path)) {
      sum += Long.parseLong(line.split("\t", -1)[1]);
    }
    return sum;
  }
}
