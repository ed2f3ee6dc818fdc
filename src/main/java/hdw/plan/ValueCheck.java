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
 * Checks that what a task says of its jobs has a value for every node: in commands, environment and
 * raw scheduler lines, which nothing else evaluates before files are written.
 */
final class ValueCheck {
  private final NodeValues values;
  private final Diagnostics diagnostics;

  ValueCheck(NodeValues values, Diagnostics diagnostics) {
    this.values = values;
    this.diagnostics = diagnostics;
  }

  /** Evaluates for the first job of a node: what one of its jobs has, the others have too. */
  void check(NodePlan node) {
    Task task = node.node().task();
    Bindings job = node.bindings(0);
    Stream.concat(task.setup().stream(), Stream.of(task.run()))
        .flatMap(each -> each.holes().stream())
        .filter(each -> !isOfJob(each.value()))
        .forEach(each -> check(each, job));
    task.environment().values().forEach(each -> check(each, job, Type.ANY));
    Bindings ofNode = values.bindings(node.node());
    task.directives().values().forEach(each -> check(each, ofNode, Type.TEXT));
    check(task.options().container(), ofNode, Type.TEXT);
    check(task.options().maxRunning(), ofNode, Type.NUMBER);
    check(task.options().tolerate(), ofNode, Type.SHARE);
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

  private void check(Optional<Setting> setting, Bindings bindings, Type wanted) {
    setting.ifPresent(each -> check(each, bindings, wanted));
  }

  private void check(Setting setting, Bindings bindings, Type wanted) {
    values.evaluate(setting.value(), bindings, wanted);
  }
}
