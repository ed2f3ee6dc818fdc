package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Expression.Variable;
import hdw.model.Input;
import hdw.model.Scope;
import hdw.model.Task;
import hdw.model.Value;
import hdw.units.Count;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks names that make sense only for jobs of a certain shape: {@code chunk}, {@code input},
 * event ranges.
 */
final class JobShape {
  private final Map<String, Task> tasks;
  private final Diagnostics diagnostics;

  JobShape(Map<String, Task> tasks, Diagnostics diagnostics) {
    this.tasks = tasks;
    this.diagnostics = diagnostics;
  }

  void check(Task task) {
    boolean chunked = isChunked(task, new HashSet<>());
    boolean single = hasSingleInput(task);
    boolean events = maySplitByEvents(task);
    checkRange(task);
    variables(
        task,
        variable -> {
          if (variable.scope() == Scope.CHUNK && !chunked) {
            diagnostics.add(
                Diagnostic.of(
                        Code.HDW0508,
                        variable.span(),
                        "task `" + task.name() + "` has one job for each node, and no chunk")
                    .hint("leave it out, or give the task a `split`"));
          } else if (task.inputs().isEmpty() && isInputs(variable)) {
            diagnostics.add(
                Diagnostic.of(
                        Code.HDW0405, variable.span(), "task `" + task.name() + "` has no input")
                    .hint("name one with `input = ...`, or write `for each sample`"));
          } else if (variable.scope() == Scope.JOB && variable.name().equals("input") && !single) {
            diagnostics.add(
                Diagnostic.of(
                        Code.HDW0509,
                        variable.span(),
                        "a job of task `" + task.name() + "` may have several inputs")
                    .hint("write `{{inputs}}`"));
          } else if (variable.scope() == Scope.JOB
              && Task.EVENT_RANGE.contains(variable.name())
              && !events) {
            diagnostics.add(
                Diagnostic.of(
                        Code.HDW0508,
                        variable.span(),
                        "task `" + task.name() + "` does not split by events")
                    .hint("write `split = 100_000 events` to give each job a range"));
          } else if (variable.scope() == Scope.JOB && variable.name().contains(".")) {
            checkInputOf(task, variable);
          }
        });
  }

  private static boolean isInputs(Variable variable) {
    String name = variable.name();
    return variable.scope() == Scope.JOB && (name.equals("input") || name.equals("inputs"))
        || variable.scope() == Scope.RUNTIME && name.startsWith("inputs.");
  }

  private void checkInputOf(Task task, Variable variable) {
    String name = variable.name().substring(0, variable.name().indexOf('.'));
    boolean isInput = inputsFrom(task).anyMatch(each -> each.task().equals(name));
    String member = variable.name().substring(name.length() + 1);
    boolean known =
        member.equals("outputs")
            || tasks.containsKey(name) && tasks.get(name).output(member).isPresent();
    if (!isInput) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0405,
                  variable.span(),
                  "task `" + name + "` is no input of task `" + task.name() + "`")
              .hint("add it to `input`"));
    } else if (!known) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0212, variable.span(), "task `" + name + "` gives no `" + member + "`")
              .hint("write `{{" + name + ".outputs}}`"));
    }
  }

  private static java.util.stream.Stream<Input.TaskOutputs> inputsFrom(Task task) {
    return task.inputs().stream()
        .filter(Input.TaskOutputs.class::isInstance)
        .map(Input.TaskOutputs.class::cast);
  }

  private boolean isChunked(Task task, Set<String> visited) {
    if (!visited.add(task.name())) {
      return true;
    }
    return task.split().isPresent()
        || inputsFrom(task)
            .filter(each -> each.mode() instanceof Input.Mode.Each)
            .anyMatch(
                each ->
                    !tasks.containsKey(each.task()) || isChunked(tasks.get(each.task()), visited));
  }

  private boolean hasSingleInput(Task task) {
    if (task.inputs().size() != 1) {
      return false;
    }
    Input input = task.inputs().get(0);
    if (input instanceof Input.SampleFiles) {
      // not by equals, which the JVM takes milliseconds to make for a record when hdw starts
      boolean oneFile =
          writtenSplit(task)
              .filter(
                  each ->
                      each instanceof Value.Counted counted
                          && counted.count().unit() == Count.Unit.FILES
                          && counted.count().amount() == 1)
              .isPresent();
      boolean inEvents = splitUnit(task).equals(Optional.of(Count.Unit.EVENTS));
      // a range of events is one of a single file
      return oneFile || inEvents || maySplitByEvents(task) && task.takesEvents();
    }
    if (input instanceof Input.Files files) {
      return files.paths().type() == hdw.model.Type.TEXT;
    }
    var outputs = (Input.TaskOutputs) input;
    Task source = tasks.get(outputs.task());
    boolean one = outputs.output().isPresent() || source == null || source.outputs().size() <= 1;
    boolean sameNode =
        source != null
            && source.split().isEmpty()
            && !isChunked(source, new HashSet<>())
            && source.dimensions().stream().allMatch(each -> task.has(each.name()));
    return one
        && (outputs.mode() instanceof Input.Mode.Each
            || outputs.mode() instanceof Input.Mode.Gather && sameNode);
  }

  /** Every job of a task that splits by events must be told which are its own. */
  private void checkRange(Task task) {
    if (splitUnit(task).equals(Optional.of(Count.Unit.EVENTS)) && !task.takesEvents()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0530,
                  task.split().orElseThrow().span(),
                  "task `" + task.name() + "` splits by events, but its command takes no range")
              .note("every job would read all events of its file, so that they are counted often")
              .hint("give the command `{{first_event}}` and `{{stop_event}}`"));
    }
  }

  /** What is not written as a value is known only when jobs are planned. */
  private static boolean maySplitByEvents(Task task) {
    Optional<Value> split = writtenSplit(task);
    return split.isEmpty()
        ? task.split().isPresent()
        : split.get() instanceof Value.Time
            || splitUnit(task).equals(Optional.of(Count.Unit.EVENTS));
  }

  private static Optional<Count.Unit> splitUnit(Task task) {
    return writtenSplit(task)
        .filter(Value.Counted.class::isInstance)
        .map(each -> ((Value.Counted) each).count().unit());
  }

  private static Optional<Value> writtenSplit(Task task) {
    return task.split()
        .map(each -> each.value())
        .filter(Constant.class::isInstance)
        .map(each -> ((Constant) each).value());
  }

  private static void variables(Task task, Consumer<Variable> consumer) {
    List<Expression> expressions = new ArrayList<>();
    task.outputs().forEach(each -> expressions.add(each.path()));
    List<Command> commands = new ArrayList<>(List.of(task.run()));
    task.setup().ifPresent(commands::add);
    commands.forEach(each -> each.holes().forEach(hole -> expressions.add(hole.value())));
    for (Expression each : expressions) {
      each.any(
          inside -> {
            if (inside instanceof Variable variable) {
              consumer.accept(variable);
            }
            return false;
          });
    }
  }
}
