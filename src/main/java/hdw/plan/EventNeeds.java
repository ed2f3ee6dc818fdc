package hdw.plan;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.diagnostic.Diagnostics;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.graph.WorkflowGraph;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Input;
import hdw.model.Output;
import hdw.model.Rule;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import hdw.units.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out of which samples the events must be counted before jobs can be planned: opening ten
 * thousand files over a network is worth it only where something hangs on it.
 */
public final class EventNeeds {
  private final Workflow workflow;
  private final NodeValues values;
  private final Map<String, Boolean> asked = new HashMap<>();

  private EventNeeds(Workflow workflow, Catalog catalog) {
    this.workflow = workflow;
    this.values = new NodeValues(catalog, new Diagnostics());
  }

  /** Whether nodes themselves hang on events, so that they are needed of all samples. */
  public static boolean beforeGraph(Workflow workflow) {
    return workflow.tasks().stream()
        .anyMatch(
            task ->
                task.where().filter(EventNeeds::asksForEvents).isPresent()
                    || task.dimensions().stream()
                        .anyMatch(
                            each -> each.values().filter(EventNeeds::asksForEvents).isPresent()));
  }

  /** The names of the samples whose events are needed to plan the nodes of a graph. */
  public static Set<String> of(Workflow workflow, Catalog catalog, WorkflowGraph graph) {
    var needs = new EventNeeds(workflow, catalog);
    Set<String> names = new LinkedHashSet<>();
    for (Node each : graph.nodes()) {
      boolean events = needs.asks(each);
      boolean sizes = events || needs.asksForSizes(each);
      for (Sample sample : each.samples()) {
        if (events || sizes && hasUnknownSizes(sample)) {
          names.add(sample.name());
        }
      }
    }
    return names;
  }

  private boolean asks(Node node) {
    return splitsByEvents(node) || asks(node, "events");
  }

  /** Whether a task or a placement rule asks for this number of a sample or chunk. */
  private boolean asks(Node node, String name) {
    String key = node.task().name() + " " + name;
    Boolean known = asked.get(key);
    if (known == null) { // once for a task: there may be thousands of nodes
      known =
          expressions(node.task()).stream().anyMatch(each -> asks(each, name))
              || workflow.placements().stream().anyMatch(each -> asks(each, name));
      asked.put(key, known);
    }
    return known;
  }

  /** Whether sizes are needed of files behind URLs: looking into those tells them. */
  private boolean asksForSizes(Node node) {
    return split(node).filter(Value.Size.class::isInstance).isPresent() || asks(node, "bytes");
  }

  private static boolean hasUnknownSizes(Sample sample) {
    for (int i = 0; i < sample.files().size(); i++) {
      if (sample.files().bytes()[i] < 0 && sample.files().paths().get(i).endsWith(".root")) {
        return true;
      }
    }
    return false;
  }

  /** What a node that takes files of samples splits them by. */
  private Optional<Value> split(Node node) {
    Task task = node.task();
    return task.inputs().stream().noneMatch(Input.SampleFiles.class::isInstance)
        ? Optional.empty()
        : task.split().flatMap(each -> values.evaluate(each.value(), node, Type.ANY));
  }

  private boolean splitsByEvents(Node node) {
    Task task = node.task();
    return split(node)
        .filter(
            each ->
                each instanceof Value.Time && task.takesEvents()
                    || each instanceof Value.Counted counted
                        && counted.count().unit() == Count.Unit.EVENTS)
        .isPresent();
  }

  private static boolean asks(Rule rule, String name) {
    return rule.when().filter(each -> asks(each, name)).isPresent()
        || rule.actions().stream()
            .anyMatch(each -> each instanceof Rule.Action.Set set && asks(set.value(), name));
  }

  private static boolean asksForEvents(Expression expression) {
    return asks(expression, "events");
  }

  private static boolean asks(Expression expression, String name) {
    return expression.any(
        each ->
            each instanceof Variable variable
                && (variable.scope() == Scope.SAMPLE || variable.scope() == Scope.CHUNK)
                && variable.name().equals(name));
  }

  private static void add(Command command, List<Expression> all) {
    for (Command.Hole each : command.holes()) {
      all.add(each.value());
    }
  }

  /**
   * All that a task says, but for its inputs and dimensions. In loops, as each lambda costs time
   * when hdw starts.
   */
  private static List<Expression> expressions(Task task) {
    var all = new ArrayList<Expression>();
    add(task.run(), all);
    if (task.setup().isPresent()) {
      add(task.setup().get(), all);
    }
    for (Output each : task.outputs()) {
      all.add(each.path());
    }
    var settings = new ArrayList<Setting>(task.environment().values());
    settings.addAll(task.directives().values());
    for (Task.Request each : task.resources().values()) {
      settings.add(each.setting());
    }
    task.split().ifPresent(settings::add);
    task.options().container().ifPresent(settings::add);
    task.options().maxRunning().ifPresent(settings::add);
    task.options().tolerate().ifPresent(settings::add);
    for (Setting each : settings) {
      all.add(each.value());
    }
    all.addAll(task.needs());
    return all;
  }
}
