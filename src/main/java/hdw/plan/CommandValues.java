package hdw.plan;

import hdw.diagnostic.Diagnostics;
import hdw.graph.NodeValues;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that what commands mention of a node has a value: a metadatum that its sample lacks, say.
 */
final class CommandValues {
  private final Plan plan;
  private final NodeValues values;

  CommandValues(Plan plan, Diagnostics diagnostics) {
    this.plan = plan;
    this.values = new NodeValues(plan.catalog(), diagnostics);
  }

  void check() {
    for (NodePlan each : plan.nodes()) {
      for (Expression mentioned : mentioned(each.node().task())) {
        if (isOfNode(mentioned)) {
          values.evaluate(mentioned, each.node(), Type.ANY);
        }
      }
    }
  }

  private static List<Expression> mentioned(Task task) {
    var all = new ArrayList<Expression>();
    var commands = new ArrayList<>(List.of(task.run()));
    task.setup().ifPresent(commands::add);
    for (Command each : commands) {
      each.holes().forEach(hole -> all.add(hole.value()));
    }
    task.environment().values().forEach(each -> all.add(each.value()));
    task.directives().values().forEach(each -> all.add(each.value()));
    task.options().container().map(Setting::value).ifPresent(all::add);
    return all;
  }

  /** Whether the value is the same for all jobs of a node. */
  private static boolean isOfNode(Expression expression) {
    return !expression.any(
        each ->
            each instanceof Variable variable
                && switch (variable.scope()) {
                  case GLOBAL, DIMENSION, SAMPLE -> false;
                  case CHUNK, JOB, RESOURCE, RUNTIME, FAILURE -> true;
                });
  }
}
