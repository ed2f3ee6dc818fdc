package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hdw.shell.JobScript.Column;
import hdw.shell.JobScript.Constant;
import hdw.shell.JobScript.Output;
import hdw.shell.JobScript.WhenMissing;
import hdw.shell.ShellText.Variable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text of a whole script. */
final class JobScriptTest {
  private static final Variable OUTPUT = new Variable("hdw_output_hist", false);
  private static final Variable INPUTS = new Variable(JobScript.INPUTS, true);
  private static final List<Column> COLUMNS =
      List.of(
          new Column("node", JobScript.NODE, false),
          new Column("job", JobScript.JOB, false),
          new Column("inputs", JobScript.INPUTS, true),
          new Column("inputs.samples", JobScript.INPUTS_SAMPLES, true),
          new Column("sample.xsec", "hdw_sample_xsec", false),
          new Column("last_event", "hdw_last_event", false),
          new Column("output.hist", "hdw_output_hist", false),
          new Column("output.logs", "hdw_output_logs", false));

  private static JobScript example() {
    var environment = new LinkedHashMap<String, ShellText>();
    environment.put("OMP_NUM_THREADS", ShellText.word(List.of("1"), List.of()));
    environment.put(
        "TITLE",
        ShellText.word(List.of("", " / $pb"), List.of(new Variable("hdw_sample_xsec", false))));
    var setup = ShellText.of("source env.sh");
    var run =
        ShellText.script(
            List.of(
                "python ntuple.py --output ",
                " --era '",
                "-x' \\\n  --json ",
                " --events $((",
                " + 1)) ",
                "\ncat <<END\nwrote ",
                "\nEND"),
            List.of(
                OUTPUT,
                new Variable("hdw_era", false),
                new Variable(JobScript.INPUTS_JSON, false),
                new Variable("hdw_last_event", false),
                INPUTS,
                OUTPUT));
    return new JobScript(
        "diphoton",
        "ntuple",
        COLUMNS,
        List.of(
            Constant.text("hdw_era", "Run 3's"), Constant.list("hdw_lists", List.of("a", "b c"))),
        List.of(new Output("hdw_output_hist", false), new Output("hdw_output_logs", true)),
        WhenMissing.FAIL,
        environment,
        setup,
        run,
        false);
  }

  @Test
  void the_whole_script_is_as_it_was_read_last() throws Exception {
    String expected = resource("/hdw/shell/ntuple.sh");
    String part = "# ---- the task ntuple ----\n";
    String script = example().render();
    assertEquals(expected, script.substring(script.indexOf(part)));
    String before =
        """
        #!/usr/bin/env bash
        # All jobs of the task ntuple of the workflow diphoton. In the run's folder:
        #   bash jobs/ntuple.sh TABLE OFFSET LENGTH ATTEMPT

        """;
    assertEquals(
        before + resource("prelude.sh") + "\n" + resource("json.sh") + "\n",
        script.substring(0, script.indexOf(part)));
    assertEquals(script, example().render());
  }

  @Test
  void only_what_is_used_is_written() {
    var script = script(COLUMNS, ShellText.of("true")).render();
    assertEquals(false, script.contains("hdw_json"));
    assertEquals(false, script.contains("inputs.tsv"));
  }

  @Test
  void a_name_that_could_break_the_script_is_a_bug() {
    var run = ShellText.of("true");
    assertThrows(IllegalArgumentException.class, () -> script(column("x", "hdw_x; rm"), run));
    assertThrows(IllegalArgumentException.class, () -> script(column("x", "PATH"), run));
    assertThrows(IllegalArgumentException.class, () -> script(column("x\nrm", "hdw_x"), run));
    assertThrows(IllegalArgumentException.class, () -> script(column("x", "hdw_outputs"), run));
  }

  @Test
  void a_variable_that_nothing_fills_is_a_bug() {
    for (var name : List.of("hdw_nothing", JobScript.INPUTS_JSON, JobScript.INPUTS_TABLE)) {
      var run = ShellText.script(List.of("echo ", ""), List.of(new Variable(name, false)));
      assertThrows(IllegalArgumentException.class, () -> script(column("x", "hdw_x"), run), name);
    }
  }

  @Test
  void a_list_inside_quotes_is_a_bug() {
    var run = ShellText.script(List.of("echo \"", "\""), List.of(INPUTS));
    assertThrows(IllegalStateException.class, () -> script(COLUMNS, run).render());
  }

  private static List<Column> column(String name, String variable) {
    return List.of(new Column(name, variable, false));
  }

  private static JobScript script(List<Column> columns, ShellText run) {
    return new JobScript(
        "w",
        "t",
        columns,
        List.of(),
        List.of(),
        WhenMissing.FAIL,
        Map.of(),
        ShellText.of(""),
        run,
        false);
  }

  private static String resource(String name) throws Exception {
    return new String(
        JobScriptTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
  }
}
