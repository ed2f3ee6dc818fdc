package hdw.executor;

import hdw.eval.Bindings;
import hdw.model.Task;
import hdw.model.Value;
import hdw.plan.Intake;
import hdw.plan.JobInput;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.shell.JobScript;
import hdw.shell.JobTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the rows of a task's table one by one: for jobs that were not known when the table was
 * written, or that take less than stands there, or the same from other places.
 *
 * <p>Such a row goes to the end of a table of its own, {@link #tablePath}, and the job runs by the
 * task's script as any other.
 */
public final class SingleRows {
  private final Task task;
  private final JobColumns columns;
  private final boolean samples;
  private final boolean table;
  private final InputsTable inputsTable;
  private final boolean travels;

  /** Rows of a task of a plan that has passed its checks. */
  public SingleRows(Plan plan, Task task) {
    this(plan, task, new JobColumns(plan, task), false);
  }

  /** Rows for jobs with which their inputs travel. */
  public static SingleRows travelling(Plan plan, Task task) {
    return new SingleRows(plan, task, new JobColumns(plan, task), true);
  }

  SingleRows(Plan plan, Task task, JobColumns columns, boolean travels) {
    this.travels = travels;
    this.task = task;
    this.columns = columns;
    this.samples = columns.uses(JobScript.INPUTS_JSON);
    this.table = columns.uses(JobScript.INPUTS_TABLE);
    this.inputsTable = new InputsTable(plan.catalog());
  }

  /** The rows of a node's jobs where they take all inputs; nothing where jobs differ in more. */
  Optional<NodeRows> rows(NodePlan node) {
    return travels || samples || table ? Optional.empty() : NodeRows.of(node, columns);
  }

  /** The first line of a table, with its end. */
  public String header() {
    return JobTable.header(columns.columns().stream().map(each -> each.name()).toList());
  }

  /**
   * The row of an attempt that may take only some of its inputs, or read them at other places, with
   * its end.
   *
   * <p>What the checks of the plan computed from all inputs may have no value with fewer, as one
   * divided by their number: leave a job alone that has lost all of them.
   */
  public String row(NodePlan node, int job, Intake intake) {
    return row(node, job, intake, node.outputs(job));
  }

  /**
   * The same for a job that writes elsewhere.
   *
   * @param outputs in the order of the task's outputs
   */
  public String row(NodePlan node, int job, Intake wanted, List<String> outputs) {
    Intake intake = travels ? wanted.seenAt(luggage(node, job, wanted)::seen) : wanted;
    var fields = new ArrayList<String>();
    fields.add(JobTable.field(node.id(job)));
    fields.add(JobTable.field(node.node().id()));
    outputs.forEach(each -> fields.add(JobTable.field(each)));
    List<JobInput> inputs = node.inputs(job, intake);
    fields.add(JobTable.list(inputs.stream().map(JobInput::path).toList()));
    if (samples) {
      fields.add(JobTable.list(samples(inputs)));
    }
    if (table) {
      fields.add(JobTable.list(inputsTable.lines(inputs)));
    }
    Bindings bindings = node.bindings(job, intake);
    for (JobColumns.Computed each : columns.computed()) {
      Value value = columns.evaluate(each.value(), bindings);
      fields.add(
          each.list() ? JobTable.list(JobColumns.texts(value)) : JobTable.field(value.text()));
    }
    return JobTable.row(fields);
  }

  /** What travels with an attempt; empty where nothing does. */
  public Luggage luggage(NodePlan node, int job, Intake intake) {
    return travels
        ? Luggage.of(node.inputs(job, intake).stream().map(JobInput::path).toList())
        : Luggage.NONE;
  }

  /** The sample of each input, or the one of all; empty for an input that belongs to none. */
  private static List<String> samples(List<JobInput> inputs) {
    var samples =
        inputs.stream().map(each -> each.sample().map(found -> found.name()).orElse("")).toList();
    boolean one = !samples.isEmpty() && samples.stream().allMatch(samples.get(0)::equals);
    return one ? samples.subList(0, 1) : samples;
  }

  /** Where the script of the task is, in the run's folder. */
  public String scriptPath() {
    return TaskFiles.scriptPath(task);
  }

  /** Where rows that are made one by one go, in the run's folder: no batch has that name. */
  public String tablePath() {
    return "input/" + task.name() + ".late.tsv";
  }

  /**
   * The command that runs an attempt of a job whose row stands in {@link #tablePath}, in the run's
   * folder.
   *
   * @param offset where the row begins, in bytes
   * @param length how many bytes it has in UTF-8, its end included
   */
  public List<String> command(long offset, int length, int attempt) {
    return command(tablePath(), offset, length, attempt);
  }

  /** The same for a row that stands in another table of the run's folder. */
  public List<String> command(String table, long offset, int length, int attempt) {
    return TaskFiles.command(scriptPath(), table, offset, length, attempt);
  }
}
