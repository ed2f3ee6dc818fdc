package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a job notes its beginning and its end, what it leaves to nobody, and how it is tried. */
final class JobEndsTest {
  private static final String JOB = "ntuple/DY/file_0123456789abcdef";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void bench() throws IOException {
    bench = new Bench(folder);
  }

  @ParameterizedTest
  @CsvSource({"touch {{output}}, 0", "exit 5, 5", "true, 91"})
  void a_job_notes_its_beginning_and_its_end(String command, int status) throws Exception {
    bench.environment.put("HDW_MARKS", "marks");
    var job = bench.start("test -z \"${HDW_MARKS+set}\"; " + command, "x");
    long pid = job.process().pid();
    assertEquals(status, job.finish().status());
    assertEquals(
        List.of("begin\t" + JOB + "\t3\t" + pid, "end\t" + JOB + "\t3\t" + status),
        Files.readAllLines(bench.run.resolve("marks")));
  }

  @Test
  void a_job_that_a_signal_ended_notes_that_too() throws Exception {
    bench.environment.put("HDW_MARKS", bench.run.resolve("marks").toString());
    var job = bench.start("touch {{output}}; sleep 300", "x");
    bench.awaitOutput("x");
    job.process().destroy();
    assertEquals(143, job.finish().status());
    assertTrue(Files.readString(bench.run.resolve("marks")).endsWith("end\t" + JOB + "\t3\t143\n"));
  }

  @Test
  void marks_that_cannot_be_written_change_nothing() throws Exception {
    bench.environment.put("HDW_MARKS", "no/such/folder/marks");
    assertEquals(new Bash.Result(0, "", ""), bench.job("touch {{output}}", "x"));
  }

  @Test
  void what_a_command_left_in_the_background_is_ended() throws Exception {
    var result = bench.job("sleep 300 & echo $! >pid; touch {{output}}", "x");
    assertEquals("hdw: the command left processes running: they are ended\n", result.err());
    assertEquals(0, result.status());
    Path left = Path.of("/proc", Files.readString(bench.work("pid")).strip(), "stat");
    assertTrue(!Files.exists(left) || Files.readString(left).contains(") Z "));
  }

  @Test
  void what_ends_by_itself_a_little_later_is_waited_for() throws Exception {
    var result = bench.job("echo late > >(sleep 0.1; cat >{{output}})", "x");
    assertEquals(new Bash.Result(0, "", ""), result);
    assertEquals("late\n", Files.readString(bench.work("x")));
  }

  @Test
  void a_job_that_begins_again_counts_from_nothing() throws Exception {
    Files.writeString(bench.run.resolve("metrics"), "events 5\n");
    bench.environment.put("HDW_METRICS", "metrics");
    assertEquals(0, bench.job("echo events 7 >>$HDW_METRICS; touch {{output}}", "x").status());
    assertEquals("events 7\n", Files.readString(bench.run.resolve("metrics")));
  }

  @Test
  void a_try_runs_setup_and_looks_for_the_first_command() throws Exception {
    bench.environment.put("HDW_TRY", "1");
    bench.setup = "echo in setup; tool() { :; }";
    String in = "in setup\n";
    assertEquals(new Bash.Result(0, in, ""), bench.job("touch ran {{output}}", "out/x"));
    assertEquals(new Bash.Result(0, in, ""), bench.job("tool; touch ran", "out/x"));
    assertEquals(new Bash.Result(0, in, ""), bench.job("X=1 no_such_tool; touch ran", "out/x"));
    assertEquals(
        new Bash.Result(127, in, "hdw: there is no command no_such_tool\n"),
        bench.job("no_such_tool --help", "out/x"));
    bench.setup = "no_such_file 2>/dev/null";
    assertEquals(
        new Bash.Result(127, "", "hdw: setup ended with status 127\n"),
        bench.job("touch ran", "out/x"));
    assertEquals(List.of(), bench.left());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"python", "python x.py", "\n # x\n  python\n", "\\\n python \\\n x", "python;x"})
  void the_first_command_is_seen(String script) {
    assertEquals(Optional.of("python"), ShellText.of(script).command());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X=1 python",
        "$PYTHON x",
        "py'thon'",
        "python() { x; }; python",
        "python () ( x )",
        "2>x y",
        "~/bin/x",
        "(cd x)",
        "{ x; }",
        "",
        "# python",
        "\"python\"",
        "py*",
        ">x y",
        "! x=1"
      })
  void what_may_be_no_command_is_left_alone(String script) {
    assertEquals(Optional.empty(), ShellText.of(script).command());
  }

  @Test
  void a_word_with_a_value_in_it_is_no_plain_command() {
    var value = List.of(new ShellText.Variable("hdw_x", false));
    assertEquals(Optional.empty(), ShellText.script(List.of("tool-", " x"), value).command());
    assertEquals(Optional.empty(), ShellText.script(List.of("", " x"), value).command());
    assertEquals(Optional.of("tool"), ShellText.script(List.of("tool ", ""), value).command());
  }
}
