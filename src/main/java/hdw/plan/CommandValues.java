package hdw.plan;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.graph.NodeValues;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that what commands mention of a node has a value that fits: a metadatum that its sample
 * lacks, say, or a list in the place of a text.
 */
final class CommandValues {
  private final Plan plan;
  private final Diagnostics diagnostics;
  private final NodeValues values;

  CommandValues(Plan plan, Diagnostics diagnostics) {
    this.plan = plan;
    this.diagnostics = diagnostics;
    this.values = new NodeValues(plan.catalog(), diagnostics);
  }

  void check() {
    for (NodePlan each : plan.nodes()) {
      Task task = each.node().task();
      checkCommands(task, each.bindings(0));
      checkSettings(task, values.bindings(each.node()));
    }
  }

  /** Evaluates for the first job of a node: what one of its jobs has, the others have too. */
  private void checkCommands(Task task, Bindings job) {
    Stream.concat(task.setup().stream(), Stream.of(task.run()))
        .flatMap(each -> each.holes().stream())
        .filter(each -> !isOfJob(each.value()))
        .forEach(each -> check(each, job));
    task.environment().values().forEach(each -> check(each, job, Type.ANY));
  }

  private void checkSettings(Task task, Bindings node) {
    task.directives().values().forEach(each -> check(each, node, Type.TEXT));
    task.options().container().ifPresent(each -> check(each, node, Type.TEXT));
    task.options().maxRunning().ifPresent(each -> check(each, node, Type.NUMBER));
    task.options().tolerate().ifPresent(each -> check(each, node, Type.SHARE));
  }

  /** What every job has, and what is known only where it runs. */
  private static boolean isOfJob(Expression value) {
    return value.uses(Scope.RUNTIME)
        || value instanceof Variable variable && variable.scope() == Scope.JOB;
  }

  private void check(Command.Hole hole, Bindings job) {
    Optional<Value> value = values.evaluate(hole.value(), job, Type.ANY);
    if (!hole.list() && value.filter(Value.Listed.class::isInstance).isPresent()) {
      String written = hole.value().span().text();
      diagnostics.add(
          Diagnostic.of(Code.HDW0302, hole.span(), "`" + written + "` is a list, which is no text")
              .hint("say how its elements are joined: `{{join(" + written + ", \",\")}}`"));
    }
  }

  private void check(Setting setting, Bindings bindings, Type wanted) {
    values.evaluate(setting.value(), bindings, wanted);
  }
}
