package hdw.graph;

import hdw.catalog.Catalog;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Input;
import hdw.model.Task;
import hdw.model.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the DAG of a workflow: nodes from tasks and dimensions, edges from inputs. */
public final class GraphBuilder {
  private final Diagnostics diagnostics;
  private final Map<String, List<Node>> nodes = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();

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
    return nodes.getOrDefault(task, List.of()).stream()
        .filter(each -> Combinations.agree(each, node))
        .toList();
  }
}
