package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.shell.JobScript.Column;
import hdw.shell.JobScript.Constant;
import hdw.shell.JobScript.Output;
import hdw.shell.JobScript.WhenMissing;
import hdw.shell.ShellText.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A working folder with a run in it, and one task whose jobs run there. */
final class Bench {
  final Path folder;
  final Path run;
  private final Path scratch;

  boolean outputIsFolder;
  boolean away;
  WhenMissing whenMissing = WhenMissing.FAIL;
  String setup = "";
  List<String> inputs = List.of("a.root", "b c.root");
  List<String> samples = List.of("DY");

  /** What the surroundings of the script export. */
  final Map<String, String> environment = new LinkedHashMap<>();

  /** What the task exports. */
  final Map<String, ShellText> exports = new LinkedHashMap<>();

  Bench(Path folder) throws IOException {
    this.folder = folder;
    this.run = Files.createDirectories(folder.resolve("work/.hdw/run"));
    this.scratch = Files.createDirectory(folder.resolve("scratch"));
    Files.createDirectory(run.resolve("jobs"));
    environment.put("TMPDIR", scratch.toString());
  }

  /** Runs a job of which {@code command} is a template and {@code targets} are the outputs. */
  Bash.Result job(String command, String... targets) throws Exception {
    return start(command, targets).finish();
  }

  Bash start(String command, String... targets) throws Exception {
    return Bash.start(run, environment, write(command, targets));
  }

  /** Writes the script and its table; gives what bash is called with. */
  List<String> write(String command, String... targets) throws IOException {
    var row =
        JobTable.row(
            List.of(
                JobTable.field("ntuple/DY"),
                JobTable.field("ntuple/DY/file_0123456789abcdef"),
                JobTable.list(inputs),
                JobTable.list(samples),
                JobTable.list(List.of("path\ttask", "a.root\tx y")),
                JobTable.field(targets[0]),
                JobTable.field(targets.length > 1 ? targets[1] : ""),
                ""));
    var script = script(command, targets.length > 1);
    var header = JobTable.header(script.columns().stream().map(Column::name).toList());
    Files.writeString(run.resolve("jobs/ntuple.sh"), script.render());
    Files.writeString(run.resolve("input.tsv"), header + row);
    int length = row.getBytes(StandardCharsets.UTF_8).length;
    return List.of("jobs/ntuple.sh", "input.tsv", "" + header.length(), "" + length, "3");
  }

  private JobScript script(String command, boolean log) {
    var columns =
        List.of(
            new Column("node", JobScript.NODE, false),
            new Column("job", JobScript.JOB, false),
            new Column("inputs", JobScript.INPUTS, true),
            new Column("inputs.samples", JobScript.INPUTS_SAMPLES, true),
            new Column("inputs.rows", JobScript.INPUTS_ROWS, true),
            new Column("output", "hdw_output", false),
            new Column("output.log", "hdw_output_log", false),
            new Column("events", "hdw_events", false));
    var outputs = new ArrayList<>(List.of(new Output("hdw_output", outputIsFolder)));
    if (log) {
      outputs.add(new Output("hdw_output_log", false));
    }
    return new JobScript(
        "diphoton",
        "ntuple",
        columns,
        List.of(Constant.text("hdw_title", "it's \"it\"")),
        outputs,
        whenMissing,
        exports,
        text(setup),
        text(command),
        away);
  }

  private static ShellText text(String template) {
    var literals = new ArrayList<String>();
    var holes = new ArrayList<Variable>();
    var matcher = Pattern.compile("\\{\\{(.*?)}}").matcher(template);
    int from = 0;
    while (matcher.find()) {
      literals.add(template.substring(from, matcher.start()));
      String name = matcher.group(1);
      String variable =
          name.equals("inputs.list") ? JobScript.INPUTS_LIST : "hdw_" + name.replace('.', '_');
      holes.add(new Variable(variable, List.of("inputs", "outputs").contains(name)));
      from = matcher.end();
    }
    literals.add(template.substring(from));
    return ShellText.script(literals, holes);
  }

  Path work(String path) {
    return folder.resolve("work").resolve(path);
  }

  /** What stands in the working folder beside the run; the scratch folder has to be empty. */
  List<String> left() throws IOException {
    try (var files = Files.list(scratch)) {
      assertEquals(List.of(), files.toList());
    }
    try (var files = Files.walk(work(""))) {
      return files
          .map(file -> work("").relativize(file).toString())
          .filter(name -> !name.isEmpty() && !name.startsWith(".hdw/") && !name.equals(".hdw"))
          .sorted()
          .toList();
    }
  }

  /** Waits until a command has begun to write its output {@code name}. */
  void awaitOutput(String name) throws Exception {
    for (int tries = 0; tries < 1000; tries++) {
      try (var files = Files.walk(work(""))) {
        if (files.anyMatch(file -> file.endsWith(name))) {
          return;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the command does not begin");
  }
}
