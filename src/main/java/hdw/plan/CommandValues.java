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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
      checkCommands(task, each);
      checkSettings(task, values.bindings(each.node()));
    }
  }

  /**
   * Evaluates for the first job of a node: a name has a value for all jobs or for none; what is
   * computed from a chunk may fail for one of them.
   */
  private void checkCommands(Task task, NodePlan node) {
    Bindings first = node.bindings(0);
    List<Command> commands = new ArrayList<>(task.setup().stream().toList());
    commands.add(task.run());
    for (Command command : commands) {
      for (Command.Hole each : command.holes()) {
        if (!isOfJob(each.value())) {
          check(each, first);
          boolean computed = !(each.value() instanceof Variable);
          boolean varies =
              computed && (each.value().uses(Scope.CHUNK) || each.value().uses(Scope.JOB));
          for (int i = 1; varies && i < node.size(); i++) {
            check(each, node.bindings(i));
          }
        }
      }
    }
    task.environment().values().forEach(each -> check(each, first, Type.ANY));
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
