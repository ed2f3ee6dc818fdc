package hdw.graph;

import hdw.catalog.Catalog;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Dimension;
import hdw.model.Input;
import hdw.model.Task;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the DAG of a workflow: nodes from tasks and dimensions, edges from inputs. */
public final class GraphBuilder {
  private final Diagnostics diagnostics;
  private final Map<String, List<Node>> nodes = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Map<List<Value>, List<Node>>> byValues = new HashMap<>();
  private final Map<String, List<String>> sharedDimensions = new HashMap<>();

  private GraphBuilder(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The DAG; nothing, with a report, where tasks wait for each other in a loop. */
  public static Optional<WorkflowGraph> build(
      Workflow workflow, Catalog catalog, Diagnostics diagnostics) {
    var builder = new GraphBuilder(diagnostics);
    return TaskOrder.of(workflow, diagnostics).map(tasks -> builder.build(tasks, catalog));
  }

  private WorkflowGraph build(List<Task> tasks, Catalog catalog) {
    var expander = new NodeExpander(catalog, new NodeValues(catalog, diagnostics), diagnostics);
    var all = new ArrayList<Node>();
    for (Task task : tasks) {
      List<Node> own = expander.expand(task, nodes);
      nodes.put(task.name(), own);
      own.forEach(this::connect);
      all.addAll(own);
    }
    return new WorkflowGraph(all, edges);
  }

  private void connect(Node node) {
    for (Input each : node.task().inputs()) {
      if (each instanceof Input.TaskOutputs outputs) {
        List<Node> sources = agreeing(outputs.task(), node);
        if (sources.isEmpty() && !diagnostics.hasErrors()) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0402,
                      outputs.span(),
                      "node `" + node.id() + "` gets nothing from task `" + outputs.task() + "`")
                  .hint(
                      "narrow task `"
                          + node.task().name()
                          + "` with `where`, or widen `"
                          + outputs.task()
                          + "`"));
        }
        if (outputs.mode() instanceof Input.Mode.Each && sources.size() > 1) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0405,
                      outputs.span(),
                      "node `"
                          + node.id()
                          + "` would take job by job from "
                          + sources.size()
                          + " nodes of task `"
                          + outputs.task()
                          + "`")
                  .hint(
                      "give task `"
                          + node.task().name()
                          + "` all dimensions of `"
                          + outputs.task()
                          + "`, or leave `each` out"));
        }
        sources.forEach(source -> edges.add(new Edge(source, node, Optional.of(outputs))));
      }
    }
    for (Task.After each : node.task().after()) {
      agreeing(each.task(), node)
          .forEach(source -> edges.add(new Edge(source, node, Optional.empty())));
    }
  }

  private List<Node> agreeing(String task, Node node) {
    List<Node> sources = nodes.getOrDefault(task, List.of());
    if (sources.isEmpty()) {
      return sources;
    }
    List<String> shared =
        sharedDimensions.computeIfAbsent(
            task + " " + node.task().name(), key -> shared(sources.get(0).task(), node.task()));
    if (shared.isEmpty()) {
      return sources.stream().filter(each -> Combinations.agree(each, node)).toList();
    }
    return byValues
        .computeIfAbsent(task + " " + shared, key -> grouped(sources, shared))
        .getOrDefault(values(node, shared), List.of());
  }

  /** The dimensions that both tasks have; none where one of them runs over metadata of samples. */
  private static List<String> shared(Task source, Task task) {
    boolean overMetadata =
        Stream.concat(source.dimensions().stream(), task.dimensions().stream())
            .anyMatch(each -> each.metadatum().isPresent());
    return overMetadata
        ? List.of()
        : source.dimensions().stream().map(Dimension::name).filter(task::has).toList();
  }

  private static Map<List<Value>, List<Node>> grouped(List<Node> nodes, List<String> dimensions) {
    Map<List<Value>, List<Node>> groups = new HashMap<>();
    for (Node each : nodes) {
      groups.computeIfAbsent(values(each, dimensions), key -> new ArrayList<>()).add(each);
    }
    return groups;
  }

  private static List<Value> values(Node node, List<String> dimensions) {
    var values = new ArrayList<Value>();
    dimensions.forEach(each -> values.add(node.dimensions().get(each)));
    return values;
  }
}
