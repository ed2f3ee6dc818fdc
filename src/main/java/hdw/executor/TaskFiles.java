package hdw.executor;

import hdw.model.Command;
import hdw.model.Executor;
import hdw.model.Output;
import hdw.model.Task;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.shell.JobScript;
import hdw.shell.ShellText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The files of a batch that every executor uses: the script of the task, and the table with a row
 * for each job.
 *
 * <p>A job runs as {@code bash jobs/<task>.sh TABLE OFFSET LENGTH ATTEMPT} in the run's folder.
 */
public final class TaskFiles {
  private final RenderedFile script;
  private final String tablePath;
  private final JobRows rows;

  private TaskFiles(RenderedFile script, String tablePath, JobRows rows) {
    this.script = script;
    this.tablePath = tablePath;
    this.rows = rows;
  }

  /** The files of a batch of a plan that has passed its checks. */
  public static TaskFiles render(Plan plan, Batch batch) {
    return render(plan, batch, job -> Intake.ALL);
  }

  /** The same for jobs that may take only some of their inputs, or read them elsewhere. */
  static TaskFiles render(Plan plan, Batch batch, Function<JobRef, Intake> intakes) {
    var columns = new JobColumns(plan, batch.task());
    boolean travels = batch.executor() == Executor.HTCONDOR && Staging.of(plan) == Staging.TRAVEL;
    return new TaskFiles(
        RenderedFile.program(scriptPath(batch.task()), script(plan, batch.task(), columns)),
        tablePath(batch),
        new JobRows(new SingleRows(plan, batch.task(), columns, travels), batch, intakes));
  }

  static String tablePath(Batch batch) {
    return "input/" + batch.name() + ".tsv";
  }

  static String scriptPath(Task task) {
    return "jobs/" + task.name() + ".sh";
  }

  private static String script(Plan plan, Task task, JobColumns columns) {
    var environment = new LinkedHashMap<String, ShellText>();
    for (String each : task.environment().keySet()) {
      var value = new ShellText.Variable(JobColumns.environmentVariable(each), false);
      environment.put(each, ShellText.word(List.of("", ""), List.of(value)));
    }
    return new JobScript(
            plan.workflow().name(),
            task.name(),
            columns.columns(),
            columns.constants(),
            outputs(plan, task),
            task.options().emptyOutputAllowed()
                ? JobScript.WhenMissing.EMPTY
                : JobScript.WhenMissing.FAIL,
            environment,
            task.setup().map(Command::text).orElse(ShellText.of("")),
            task.run().text(),
            Staging.of(plan) != Staging.NO)
        .render();
  }

  /** Whether an output is a folder is seen at the first node: a path ends alike for all. */
  private static List<JobScript.Output> outputs(Plan plan, Task task) {
    NodePlan first =
        plan.nodes().stream()
            .filter(each -> each.node().task().name().equals(task.name()))
            .findFirst()
            .orElseThrow();
    var outputs = new ArrayList<JobScript.Output>();
    List<String> paths = first.outputs(0);
    for (int i = 0; i < paths.size(); i++) {
      Output output = task.outputs().get(i);
      outputs.add(
          new JobScript.Output(Command.outputVariable(output.name()), paths.get(i).endsWith("/")));
    }
    return outputs;
  }

  /** The script of the task: the same for all its batches. */
  public RenderedFile script() {
    return script;
  }

  /** Where the table of the jobs goes. */
  public String tablePath() {
    return tablePath;
  }

  /** The table of the jobs, a row for each below a header. */
  public RenderedFile table() {
    return RenderedFile.plain(tablePath, rows.text());
  }

  /** Where the output of the job in row {@code row} goes. */
  public JobLog log(int row) {
    return rows.log(row);
  }

  /** The folders in which inputs travel with the jobs, row by row; none where no file does. */
  public List<String> luggage() {
    return rows.luggage();
  }

  /** The folders of the logs, sorted: they must be there before a job starts. */
  public Set<String> folders() {
    var folders = new TreeSet<String>();
    var seen = new HashSet<String>(); // of the few hundred that there are
    for (int row = 0; row < rows.size(); row++) {
      JobLog log = rows.log(row);
      if (seen.add(log.shard())) {
        folders.add(log.folder());
      }
    }
    return folders;
  }

  /** Where row {@code row} begins in the table, in bytes. */
  public long offset(int row) {
    return rows.offset(row);
  }

  /** How many bytes row {@code row} has, its end included. */
  public int length(int row) {
    return rows.length(row);
  }

  /** Adds {@code <name> <folder> <offset> <length>} of the job in row {@code row} to a text. */
  public void addPlace(int row, String folder, Utf8Text text) {
    text.add(rows.log(row).name());
    text.add(' ');
    text.add(folder);
    text.add(' ');
    text.add(rows.offset(row));
    text.add(' ');
    text.add(rows.length(row));
  }

  /** The command that runs an attempt of the job in row {@code row}, in the run's folder. */
  public List<String> command(int row, int attempt) {
    return command(script.path(), tablePath, offset(row), length(row), attempt);
  }

  /** The command that runs an attempt of the job whose row stands at {@code offset} of a table. */
  static List<String> command(String script, String table, long offset, int length, int attempt) {
    return List.of(
        "bash",
        script,
        table,
        Long.toString(offset),
        Integer.toString(length),
        Integer.toString(attempt));
  }
}
