package hdw.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes a {@link JobScript} as text: hdw's functions, then the task's own part. */
final class JobScriptWriter {
  private final JobScript script;
  private final StringBuilder out = new StringBuilder();

  JobScriptWriter(JobScript script) {
    this.script = script;
  }

  String write() {
    line("#!/usr/bin/env bash");
    line(
        "# All jobs of the task "
            + script.task()
            + " of the workflow "
            + script.workflow()
            + ". In the run's folder:");
    line("#   bash jobs/" + script.task() + ".sh TABLE OFFSET LENGTH ATTEMPT");
    line("");
    line(resource("prelude.sh"));
    if (uses(JobScript.INPUTS_JSON)) {
      line(resource("json.sh"));
    }
    if (script.away()) {
      line(resource("away.sh"));
    }
    line("# ---- the task " + script.task() + " ----");
    line("{ # bash reads up to the closing brace before it runs anything");
    values();
    surroundings();
    command();
    line("hdw_finish " + (script.whenMissing() == JobScript.WhenMissing.FAIL ? "fail" : "empty"));
    line("}");
    return out.toString();
  }

  private void values() {
    if (script.away()) {
      line("hdw_away");
    }
    line("hdw_read_row " + script.columns().size() + " \"$@\"");
    for (var column : script.columns()) {
      line((column.list() ? "hdw_list " : "hdw_text ") + column.variable() + " # " + column.name());
    }
    for (var constant : script.constants()) {
      String values =
          constant.values().stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
      line(constant.variable() + "=" + (constant.list() ? "(" + values + ")" : values));
    }
  }

  private void surroundings() {
    line(
        "HDW_TASK="
            + script.task()
            + " HDW_NODE="
            + value(JobScript.NODE)
            + " HDW_JOB="
            + value(JobScript.JOB));
    line("hdw_enter");
    if (uses(JobScript.INPUTS_JSON)) {
      line(JobScript.INPUTS_JSON + "=$_hdw_scratch.json");
      line("hdw_json \"$" + JobScript.INPUTS_JSON + "\"");
    }
    if (uses(JobScript.INPUTS_TABLE)) {
      line(JobScript.INPUTS_TABLE + "=$_hdw_scratch.tsv");
      line("hdw_lines \"$" + JobScript.INPUTS_TABLE + "\" \"${" + JobScript.INPUTS_ROWS + "[@]}\"");
    }
    for (var output : script.outputs()) {
      line("hdw_output " + output.variable() + (output.folder() ? " folder" : " file"));
    }
    String numbers =
        script
            .references()
            .filter(reference -> reference.place().number())
            .map(ShellText.Reference::variable)
            .distinct()
            .collect(Collectors.joining(" "));
    if (!numbers.isEmpty()) {
      line("hdw_whole_numbers " + numbers);
    }
  }

  private void command() {
    line("");
    line(
        "set -m 2>/dev/null # the command gets a process group of its own, so that a signal reaches all of it");
    line("(");
    line("trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM");
    line("set +f; set --");
    script.environment().forEach((name, value) -> line("export " + name + "=" + value.render()));
    if (!script.setup().isBlank()) {
      line("# setup: its last status decides");
      line(script.setup().render());
      line("");
      line("_hdw_status=$?");
      line(
          "((_hdw_status == 0)) || hdw_fail \"$_hdw_status\" \"setup ended with status $_hdw_status\"");
    }
    line(
        "[[ -z $HDW_TRY ]] || hdw_try" + script.run().command().map(word -> " " + word).orElse(""));
    line("# run");
    line(
        "[[ $BASH_VERSION != 4.2* ]] || trap 'exit $?' ERR # there -e would turn every status into 1");
    line("set -e -o pipefail");
    line(script.run().render());
    line("");
    line(") </dev/null &");
    line("set +m");
  }

  private String value(String column) {
    return script.columns().stream().anyMatch(known -> known.variable().equals(column))
        ? "$" + column
        : "''";
  }

  private boolean uses(String variable) {
    return script.references().anyMatch(reference -> reference.variable().equals(variable));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String resource(String name) {
    try (var in = JobScriptWriter.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
