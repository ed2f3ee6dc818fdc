package hdw.executor;

import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Output;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Value;
import hdw.plan.Plan;
import hdw.shell.JobScript;
import hdw.shell.JobScript.Column;
import hdw.shell.JobScript.Constant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of a task's values is the same for all jobs, and what is a column of the table of jobs.
 *
 * <p>Always there: the job's and the node's id, the target of each output, and the inputs; the rest
 * only where the command uses it.
 */
final class JobColumns {
  private final Plan plan;
  private final Task task;
  private final List<Column> columns = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();

  /** The columns behind those that are always there, with what is evaluated for them. */
  private final Map<String, Computed> computed = new LinkedHashMap<>();

  /** A column whose value an expression gives. */
  record Computed(Expression value, boolean list) {}

  JobColumns(Plan plan, Task task) {
    this.plan = plan;
    this.task = task;
    columns.add(new Column("job", JobScript.JOB, false));
    columns.add(new Column("node", JobScript.NODE, false));
    for (Output each : task.outputs()) {
      String name = each.name().isEmpty() ? "output" : "output." + each.name();
      columns.add(new Column(name, Command.outputVariable(each.name()), false));
    }
    columns.add(new Column("inputs", JobScript.INPUTS, true));
    if (uses(JobScript.INPUTS_JSON)) {
      columns.add(new Column("inputs.samples", JobScript.INPUTS_SAMPLES, true));
    }
    if (uses(JobScript.INPUTS_TABLE)) {
      columns.add(new Column("inputs.table", JobScript.INPUTS_ROWS, true));
    }
    holes(task)
        .forEach(
            each -> add(each.value().span().text(), each.variable(), each.value(), each.list()));
    for (Map.Entry<String, Setting> each : task.environment().entrySet()) {
      add(each.getKey(), environmentVariable(each.getKey()), each.getValue().value(), false);
    }
  }

  /** The variable that carries the value of a variable of {@code environment}. */
  static String environmentVariable(String name) {
    return "hdw_environment_" + name;
  }

  /** The values that the commands of a task mention. */
  static Stream<Command.Hole> holes(Task task) {
    return Stream.concat(task.setup().stream(), Stream.of(task.run()))
        .flatMap(each -> each.holes().stream());
  }

  /** Whether a command of the task mentions what this variable carries. */
  boolean uses(String variable) {
    return holes(task).anyMatch(each -> each.variable().equals(variable));
  }

  private void add(String written, String variable, Expression value, boolean list) {
    boolean known =
        columns.stream().anyMatch(each -> each.variable().equals(variable))
            || constants.stream().anyMatch(each -> each.variable().equals(variable));
    if (known || value.uses(Scope.RUNTIME)) {
      return;
    }
    if (isConstant(value)) {
      constants.add(constant(variable, evaluate(value, plan.catalog().bindings()), list));
    } else {
      columns.add(new Column(written.strip(), variable, list));
      computed.put(variable, new Computed(value, list));
    }
  }

  /** Only params and lets stand in it. */
  private static boolean isConstant(Expression value) {
    return !value.any(
        each -> each instanceof Variable variable && variable.scope() != Scope.GLOBAL);
  }

  private static Constant constant(String variable, Value value, boolean list) {
    return list ? Constant.list(variable, texts(value)) : Constant.text(variable, value.text());
  }

  /** The texts in a list, those of lists within it included. */
  static List<String> texts(Value value) {
    return value instanceof Value.Listed list
        ? list.elements().stream().flatMap(each -> texts(each).stream()).toList()
        : List.of(value.text());
  }

  /** The value of an expression that the checks of the plan have evaluated before. */
  Value evaluate(Expression expression, Bindings bindings) {
    try {
      return new Evaluator(bindings, plan.catalog().world()).evaluate(expression);
    } catch (EvaluationException unchecked) {
      throw new IllegalStateException(unchecked.diagnostic().message(), unchecked);
    }
  }

  List<Column> columns() {
    return columns;
  }

  List<Constant> constants() {
    return constants;
  }

  Iterable<Computed> computed() {
    return computed.values();
  }
}
