package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hdw logs --failed} shows of jobs that failed alike. */
final class LogsTest {
  private static final String EVIDENCE = "[FATAL] Auth failed: no such file";

  @TempDir Path folder;
  private Session session;
  private RunFolder run;
  private String job;

  @BeforeEach
  void write() throws IOException {
    session = new Session(folder);
    run = WrittenRun.write(Files.createDirectory(folder.resolve(".hdw")), 1000, 1000);
    job = RunSummary.read(run).failures().get(0).jobs().get(0);
  }

  private Path log(String ending, String text) throws IOException {
    Path file = run.file(RunFolder.log("ntuple", job, 1) + ending);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String numbered(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  private String failed(String... more) {
    String[] words =
        IntStream.range(0, more.length + 2)
            .mapToObj(i -> i == 0 ? "logs" : i == 1 ? "--failed" : more[i - 2])
            .toArray(String[]::new);
    assertEquals(ExitCode.DONE, session.hdw(words), session.err());
    return session.out();
  }

  @Test
  void a_group_is_one_heading_and_the_lines_around_its_error() throws IOException {
    Path err = log(".err", numbered(0, 5000) + EVIDENCE + "\n" + numbered(5000, 5100));
    log(".out", "nothing of interest\n");
    assertEquals(
        "==> "
            + job
            + ", attempt 1, standard error: bad_input, and 4 jobs alike ("
            + err
            + ")\n"
            + numbered(4989, 5000)
            + EVIDENCE
            + "\n"
            + numbered(5000, 5003)
            + "... all of it: hdw logs "
            + job
            + "\n",
        failed());
    assertTrue(failed("--run", "big").endsWith("hdw logs " + job + " --run big\n"));
  }

  @Test
  void an_error_that_was_printed_to_standard_output_is_found_there() throws IOException {
    log(".err", "warnings\n");
    log(".out", "begin\n" + EVIDENCE + "\n");
    assertTrue(failed().endsWith(".1.out)\nbegin\n" + EVIDENCE + "\n"), session.out());
    assertTrue(failed("--err").endsWith(".1.err)\nhdw: " + EVIDENCE + "\nwarnings\n"));
  }

  @Test
  void what_only_the_batch_system_said_stands_before_the_last_lines() throws IOException {
    log(".err", numbered(0, 100));
    String out = failed();
    assertTrue(out.contains(")\nhdw: " + EVIDENCE + "\nline 85\n"), out);
    assertTrue(out.contains("line 99\n... all of it: hdw logs " + job + "\n"), out);
  }

  @Test
  void a_job_that_printed_nothing_still_has_its_reason() {
    assertEquals(
        "==> "
            + job
            + ", attempt 1: bad_input, and 4 jobs alike, and not a word from the job\nhdw: "
            + EVIDENCE
            + "\n",
        failed());
  }

  @Test
  void of_a_progress_bar_only_its_last_state_is_left_and_nothing_moves_the_cursor()
      throws IOException {
    log(".err", "10%\r50%\r100%\n\u001b[2J\u001b[31mred\u001b[0m\u0007\r\n" + EVIDENCE + "\n");
    String out = failed();
    assertTrue(out.endsWith(")\n100%\nred\n" + EVIDENCE + "\n"), out);
    assertFalse(out.contains("\u001b"));
  }

  @Test
  void logs_of_nothing_that_failed_say_so() throws IOException {
    WrittenRun.write(folder.resolve(".hdw"), 100, 50);
    assertEquals("", failed());
    assertTrue(session.err().contains("no job of big_20261122_213045 failed"), session.err());
  }
}
