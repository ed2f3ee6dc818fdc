package hdw.run;

import hdw.catalog.Catalog;
import hdw.catalog.Surroundings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.graph.NodeValues;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Output;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.run.JobRecord.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each job is made from, as hashes: its command, the values in it, the files it needs, the
 * files it reads.
 *
 * <p>Resources, queue, comments and layout do not count.
 */
final class Fingerprints {
  private final Catalog catalog;
  private final NodeValues values;
  private final Files files;
  private final Map<String, String> commands = new HashMap<>();
  private final Map<String, String> needs = new HashMap<>();

  Fingerprints(Plan plan, Path folder) {
    this.catalog = plan.catalog();
    this.values = new NodeValues(plan.catalog(), new hdw.diagnostic.Diagnostics());
    this.files = new Files(folder);
  }

  /** The parts of a job. */
  Parts parts(NodePlan node, int job) throws IOException {
    Task task = node.node().task();
    String command = commands.computeIfAbsent(task.name(), name -> command(task));
    String needed = needs.get(node.node().id());
    if (needed == null) {
      needed = needs(node);
      needs.put(node.node().id(), needed);
    }
    return new Parts(command, values(node, job), needed, inputs(node, job));
  }

  private static String command(Task task) {
    var hash = new Hash().add(task.run().text().render());
    hash.add(task.setup().map(setup -> setup.text().render()).orElse(""));
    task.outputs().forEach(output -> hash.add(output.name()));
    return hash.text();
  }

  private String values(NodePlan node, int job) {
    Task task = node.node().task();
    var evaluator = new Evaluator(node.bindings(job), catalog.world());
    var hash = new Hash();
    List<Command.Hole> holes = new ArrayList<>(task.run().holes());
    task.setup().ifPresent(setup -> holes.addAll(setup.holes()));
    for (Command.Hole each : holes) {
      if (!isInput(each.value()) && !each.value().uses(Scope.RUNTIME)) {
        hash.add(each.variable()).add(value(evaluator, each.value()));
      }
    }
    for (Map.Entry<String, Setting> each : task.environment().entrySet()) {
      hash.add(each.getKey()).add(value(evaluator, each.getValue().value()));
    }
    task.options().container().ifPresent(each -> hash.add(value(evaluator, each.value())));
    for (Output each : task.outputs()) {
      hash.add(value(evaluator, each.path()));
    }
    return hash.text();
  }

  /** Inputs count by themselves, with size and time. */
  private static boolean isInput(Expression value) {
    return value instanceof Variable variable
        && variable.scope() == Scope.JOB
        && (variable.name().startsWith("input") || variable.name().contains("."));
  }

  private static String value(Evaluator evaluator, Expression expression) {
    try {
      return evaluator.evaluate(expression).text();
    } catch (EvaluationException reported) {
      throw new IllegalStateException(
          "a plan without errors has a value for " + expression.span().text(), reported);
    }
  }

  private String needs(NodePlan node) throws IOException {
    var hash = new Hash();
    for (Expression each : node.node().task().needs()) {
      Optional<Value> value = values.evaluate(each, node.node(), Type.ANY);
      if (value.isPresent()) {
        addNeed(value.get(), each.span().source().name(), hash);
      }
    }
    return hash.text();
  }

  private void addNeed(Value value, String writer, Hash hash) throws IOException {
    if (value instanceof Value.Listed list) {
      for (Value each : list.elements()) {
        addNeed(each, writer, hash);
      }
    } else {
      String located = catalog.world().located(value.text(), writer);
      hash.add(located).add(Surroundings.isUrl(located) ? "" : files.content(located));
    }
  }

  private String inputs(NodePlan node, int job) throws IOException {
    var hash = new InputHash();
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.ChunkFiles) {
        node.visitFiles(job, hash::add);
      } else if (each instanceof Feed.Files plain) {
        for (String path : plain.paths()) {
          hash.add(path, Surroundings.isUrl(path) ? "" : files.content(path));
        }
      }
    }
    return hash.text();
  }
}
