package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import hdw.shell.JobScript.WhenMissing;
import hdw.shell.ShellText.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole scripts, run by real bash: what they leave behind, and how they end. */
final class JobScriptRunTest {
  private static final String NASTY = "out dir/my \"file\"; rm -rf x\n$(touch pwned)*.root";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void bench() throws IOException {
    bench = new Bench(folder);
  }

  @Test
  void an_output_appears_when_the_command_is_done() throws Exception {
    var result =
        bench.job(
            "test ! -e out/x.root; echo talk; echo data >{{output}}; echo more >&2", "out/x.root");
    assertEquals(new Bash.Result(0, "talk\n", "more\n"), result);
    assertEquals(List.of("out", "out/x.root"), bench.left());
    assertEquals("data\n", Files.readString(bench.work("out/x.root")));
  }

  @Test
  void an_old_output_is_replaced_only_by_a_whole_one() throws Exception {
    Files.createDirectories(bench.work("out"));
    Files.writeString(bench.work("out/x.root"), "old");
    assertEquals(4, bench.job("echo half >{{output}}; exit 4", "out/x.root").status());
    assertEquals("old", Files.readString(bench.work("out/x.root")));
    assertEquals(0, bench.job("echo whole >{{output}}", "out/x.root").status());
    assertEquals("whole\n", Files.readString(bench.work("out/x.root")));
    assertEquals(List.of("out", "out/x.root"), bench.left());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "false; echo reached ¦ 1",
        "false | cat; echo reached ¦ 1",
        "(exit 7); echo reached ¦ 7",
        "bash -c 'exit 91' ¦ 91",
        "exit 200 ¦ 200",
        "f() { false; echo reached; }; f ¦ 1",
        "kill -KILL $BASHPID ¦ 137",
        "no_such_command_at_all 2>/dev/null ¦ 127",
        "x=$(false); echo reached ¦ 1",
      })
  void a_failing_command_ends_the_job_with_its_status(String command, int status) throws Exception {
    assertEquals(
        new Bash.Result(status, "", ""), bench.job("echo data >{{output}}; " + command, "x.root"));
    assertEquals(List.of(), bench.left());
  }

  @Test
  void a_command_that_a_signal_killed_ends_with_128_and_its_number() throws Exception {
    assertEquals(139, bench.job("bash -c 'kill -SEGV $$'; echo reached", "x.root").status());
  }

  @ParameterizedTest
  @CsvSource({"true", "exit 0", "mkdir {{output}}", "ln -s nowhere {{output}}"})
  void an_output_that_is_not_there_is_a_failure(String command) throws Exception {
    var result = bench.job(command, "out/x.root");
    assertEquals("hdw: the command ended with 0 but did not write out/x.root\n", result.err());
    assertEquals(91, result.status());
    assertEquals(List.of("out"), bench.left());
  }

  @Test
  void a_job_may_rightly_write_nothing() throws Exception {
    bench.whenMissing = WhenMissing.EMPTY;
    assertEquals(new Bash.Result(0, "", ""), bench.job("exit 0", "x.root"));
    assertEquals(0, bench.job("echo data >{{output}}", "y.root").status());
    assertEquals(List.of("y.root"), bench.left());
  }

  @Test
  void no_output_is_moved_before_all_are_there() throws Exception {
    assertEquals(91, bench.job("echo 1 >{{output}}", "1.root", "2.root").status());
    assertEquals(List.of(), bench.left());
    assertEquals(
        0,
        bench
            .job("for o in {{outputs}}; do echo 1 >\"$o\"; done", "1.root", "sub/2.root")
            .status());
    assertEquals(List.of("1.root", "sub", "sub/2.root"), bench.left());
  }

  @Test
  void a_folder_replaces_an_older_one_as_a_whole() throws Exception {
    bench.outputIsFolder = true;
    assertEquals(0, bench.job("touch {{output}}/a; mkdir {{output}}/sub", "out/plots/").status());
    assertEquals(3, bench.job("touch {{output}}/b; exit 3", "out/plots/").status());
    assertEquals(List.of("out", "out/plots", "out/plots/a", "out/plots/sub"), bench.left());
    assertEquals(0, bench.job("touch {{output}}/b", "out/plots/").status());
    assertEquals(List.of("out", "out/plots", "out/plots/b"), bench.left());
    var empty = bench.job("true", "out/plots/");
    assertEquals("hdw: the command ended with 0 but did not write out/plots\n", empty.err());
    assertEquals(List.of("out", "out/plots", "out/plots/b"), bench.left());
  }

  @Test
  void setup_decides_by_its_last_status() throws Exception {
    bench.setup = "false\nX='a b'\ntrue # fine";
    assertEquals(
        new Bash.Result(0, "a b\n", ""), bench.job("echo \"$X\"; touch {{output}}", "x.root"));
    bench.setup = "echo in setup\n(exit 5)";
    assertEquals(
        new Bash.Result(5, "in setup\n", "hdw: setup ended with status 5\n"),
        bench.job("echo run; touch {{output}}", "y"));
    assertEquals(List.of("x.root"), bench.left());
  }

  @Test
  void a_backslash_at_the_end_swallows_nothing() throws Exception {
    bench.setup = "true \\";
    assertEquals(new Bash.Result(0, "a\n", ""), bench.job("touch {{output}}; echo a \\", "x.root"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"if true; then", "echo 'open", "echo \"open", "echo hi; cat <<END", "x=$("})
  void nothing_runs_when_bash_cannot_read_the_script(String command) throws Exception {
    assertEquals(2, bench.job("touch ran\n" + command, "out/x.root").status());
    assertEquals(List.of(), bench.left());
  }

  @ParameterizedTest
  @CsvSource({"-dash.root", "-dir/-x.root", "' blank /b c.root'", "'*.root'", "a\\b.root"})
  void any_name_is_a_name(String target) throws Exception {
    bench.inputs = List.of(target, NASTY, "-n");
    assertEquals(0, bench.job("printf '%s|' {{inputs}} >{{output}}", target).status());
    assertEquals(target + "|" + NASTY + "|-n|", Files.readString(bench.work(target)));
  }

  @Test
  void a_nasty_name_does_nothing_else() throws Exception {
    bench.inputs = List.of(NASTY);
    assertEquals(0, bench.job("cat \"$HDW_INPUTS\" >{{output}}", NASTY).status());
    assertEquals(List.of("out dir", NASTY), bench.left());
    assertEquals(NASTY + "\n", Files.readString(bench.work(NASTY)));
  }

  @Test
  void the_job_sees_its_surroundings() throws Exception {
    bench.environment.putAll(
        Map.of("HDW_RUN", "w_1", "HDW_CPUS", "2", "HDW_MEMORY_MIB", "2048", "HDW_TIME_S", "60"));
    bench.environment.put("HDW_METRICS", "metrics/m");
    bench.exports.put(
        "TITLE", ShellText.word(List.of("$x ", ""), List.of(new Variable("hdw_title", false))));
    String names = "RUN TASK NODE JOB ATTEMPT CPUS MEMORY_MIB TIME_S INPUTS OUTPUT METRICS";
    String command =
        "for n in "
            + names
            + "; do v=HDW_$n; echo \"$n=${!v}\"; done; echo \"$TITLE|$#|$-\"; env >{{output}}";
    var result = bench.job(command, "x.root");
    String out =
        result
            .out()
            .replaceAll("/hdw-\\d+-\\d+\\.", "/TMP.")
            .replaceAll("-\\d+-\\d+/", "-PID-RANDOM/");
    assertEquals("", result.err());
    assertEquals(
        """
        RUN=w_1
        TASK=ntuple
        NODE=ntuple/DY
        JOB=ntuple/DY/file_0123456789abcdef
        ATTEMPT=3
        CPUS=2
        MEMORY_MIB=2048
        TIME_S=60
        INPUTS=%s/TMP.list
        OUTPUT=./.hdw-89abcdef-3-PID-RANDOM/x.root
        METRICS=%s/metrics/m
        $x it's "it"|0|"""
            .formatted(folder.resolve("scratch"), bench.run),
        out.substring(0, out.lastIndexOf('|') + 1));
    assertTrue(out.substring(out.lastIndexOf('|')).contains("e"));
    assertTrue(
        Files.readString(bench.work("x.root"))
            .contains("HDW_JOB=ntuple/DY/file_0123456789abcdef\n"));
  }

  @Test
  void the_json_of_the_inputs_is_json() throws Exception {
    bench.inputs = List.of("a\"b\\c\n\u0001\u001f\u007f/µ/&.root", "b", "c", "\\n");
    bench.samples = List.of("A", "B \"&", "A", "B \"&");
    assertEquals(0, bench.job("cp {{inputs.json}} {{output}}", "x.json").status());
    assertEquals(
        Map.of("A", List.of(bench.inputs.get(0), "c"), "B \"&", List.of("b", "\\n")),
        new ObjectMapper().readValue(bench.work("x.json").toFile(), Map.class));
    bench.samples = List.of("A");
    assertEquals(0, bench.job("cp {{inputs.json}} {{output}}", "y.json").status());
    assertEquals(
        Map.of("A", bench.inputs),
        new ObjectMapper().readValue(bench.work("y.json").toFile(), Map.class));
  }

  @Test
  void the_list_and_the_table_of_the_inputs_are_files() throws Exception {
    assertEquals(
        new Bash.Result(0, "a.root\nb c.root\npath\ttask\na.root\tx y\n", ""),
        bench.job("cat {{inputs.list}} {{inputs.table}}; touch {{output}}", "x"));
    bench.inputs = List.of();
    assertEquals(
        new Bash.Result(0, "0\n", ""), bench.job("wc -c <{{inputs.list}}; touch {{output}}", "x"));
  }

  @Test
  void a_text_where_bash_calculates_never_runs() throws Exception {
    var result = bench.job("echo $(({{title}})); touch {{output}}", "x");
    assertEquals(
        "hdw: the script calculates with hdw_title, which is no whole number: it's \"it\"\n",
        result.err());
    assertEquals(90, result.status());
  }

  @Test
  void what_keeps_a_job_from_beginning_is_said() throws Exception {
    bench.environment.put("HDW_WORKDIR", "no/such folder");
    var result = bench.job("true", "x");
    assertEquals(
        "hdw: cannot enter the working folder no/such folder from " + bench.run + "\n",
        result.err());
    assertEquals(90, result.status());
    bench.environment.remove("HDW_WORKDIR");
    result = bench.job("true", "https://host/x");
    assertEquals(
        "hdw: cannot write to https://host/x: of all URLs only root:// takes outputs\n",
        result.err());
    result =
        Bash.start(
                bench.run, bench.environment, List.of("jobs/ntuple.sh", "input.tsv", "0", "5", "1"))
            .finish();
    assertEquals("hdw: the 5 bytes at byte 0 of input.tsv are no row of 8 fields\n", result.err());
    assertEquals(90, result.status());
    assertEquals(List.of(), bench.left());
  }

  @Test
  void a_url_is_copied_when_the_command_is_done() throws Exception {
    Path xrdcp = Files.createDirectory(folder.resolve("bin")).resolve("xrdcp");
    Files.writeString(xrdcp, "#!/bin/sh\necho \"$1 $2 $(cat \"$3\") $4\"; exit ${XRDCP:-0}\n");
    assertTrue(xrdcp.toFile().setExecutable(true));
    bench.environment.put("PATH", xrdcp.getParent() + ":" + System.getenv("PATH"));
    String url = "root://host//store/a b.root";
    String copied = "-f -s data root://host//store/a b.root\n";
    assertEquals(new Bash.Result(0, copied, ""), bench.job("printf data >{{output}}", url));
    bench.environment.put("XRDCP", "54");
    String message = "hdw: xrdcp ended with status 54 and did not copy the output to " + url + "\n";
    assertEquals(new Bash.Result(92, copied, message), bench.job("printf data >{{output}}", url));
    assertEquals(List.of(), bench.left());
  }

  @Test
  void an_output_that_cannot_be_moved_is_a_failure_of_its_own() throws Exception {
    Files.createDirectories(bench.work("x.root/full"));
    var result = bench.job("touch {{output}}", "x.root");
    assertTrue(result.err().endsWith("hdw: cannot move the output to x.root\n"), result.err());
    assertEquals(92, result.status());
    assertEquals(List.of("x.root", "x.root/full"), bench.left());
  }

  @Test
  void a_signal_stops_everything_and_leaves_nothing() throws Exception {
    for (var signal : List.of("TERM", "HUP")) {
      var process =
          bench.start(
              "echo half >{{output}}; sleep 300 & sleep 301 | sleep 302; echo reached",
              "out/x.root");
      bench.awaitOutput("x.root");
      long script = process.process().pid();
      var children = process.process().descendants().toList();
      assertTrue(children.size() >= 3, children::toString);
      new ProcessBuilder("kill", "-s", signal, Long.toString(script)).start().waitFor();
      assertEquals(signal.equals("TERM") ? 143 : 129, process.finish().status());
      for (var child : children) {
        child.onExit().get(10, TimeUnit.SECONDS);
      }
      assertEquals(List.of("out"), bench.left());
    }
  }

  @Test
  void a_command_that_tidies_up_on_a_signal_is_waited_for() throws Exception {
    String command =
        "bash -c 'trap \"echo tidy; exit 0\" TERM; sleep 300 & touch \"$0\"; wait' {{output}}; echo reached";
    var process = bench.start(command, "out/x.root");
    bench.awaitOutput("x.root");
    process.process().destroy();
    assertEquals(new Bash.Result(143, "tidy\n", ""), process.finish());
    assertEquals(List.of("out"), bench.left());
  }

  @Test
  void two_copies_of_a_job_leave_one_whole_output() throws Exception {
    bench.outputIsFolder = true;
    String command =
        "for i in 1 2 3 4 5; do echo \"$$\" >{{output}}/$i; done; sleep 0.0$((RANDOM % 5))";
    for (int round = 0; round < 3; round++) {
      var arguments = bench.write(command, "out/plots/");
      var copies = new ArrayList<Bash>();
      for (int copy = 0; copy < 4; copy++) {
        copies.add(Bash.start(bench.run, bench.environment, arguments));
      }
      for (var copy : copies) {
        assertEquals(new Bash.Result(0, "", ""), copy.finish());
      }
      var names =
          List.of(
              "out",
              "out/plots",
              "out/plots/1",
              "out/plots/2",
              "out/plots/3",
              "out/plots/4",
              "out/plots/5");
      assertEquals(names, bench.left());
      assertEquals(
          Files.readString(bench.work("out/plots/1")), Files.readString(bench.work("out/plots/5")));
    }
  }
}
