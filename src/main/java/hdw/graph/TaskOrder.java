package hdw.graph;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Input;
import hdw.model.Task;
import hdw.model.Workflow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Puts tasks into an order in which each stands behind those it takes from, and reports loops. */
final class TaskOrder {
  private TaskOrder() {}

  /**
   * The order, with the file's own order where there is a choice; nothing where there is a loop.
   */
  static Optional<List<Task>> of(Workflow workflow, Diagnostics diagnostics) {
    if (isInOrder(workflow)) {
      return Optional.of(workflow.tasks());
    }
    var graph = new DirectedAcyclicGraph<String, DefaultEdge>(DefaultEdge.class);
    workflow.tasks().forEach(task -> graph.addVertex(task.name()));
    boolean loop = false;
    for (Task task : workflow.tasks()) {
      for (Input each : task.inputs()) {
        if (each instanceof Input.TaskOutputs outputs && graph.containsVertex(outputs.task())) {
          loop |=
              !connect(
                  graph,
                  outputs.task(),
                  task.name(),
                  outputs.span(),
                  workflow.tasks(),
                  diagnostics);
        }
      }
      for (Task.After each : task.after()) {
        loop |=
            !connect(graph, each.task(), task.name(), each.span(), workflow.tasks(), diagnostics);
      }
    }
    if (loop) {
      return Optional.empty();
    }
    List<String> names = workflow.tasks().stream().map(Task::name).toList();
    var ordered = new ArrayList<Task>();
    new TopologicalOrderIterator<>(graph, Comparator.comparingInt(names::indexOf))
        .forEachRemaining(name -> ordered.add(workflow.task(name).orElseThrow()));
    return Optional.of(ordered);
  }

  /** Whether every task takes only from tasks above it, as in most files: then there is no loop. */
  private static boolean isInOrder(Workflow workflow) {
    Set<String> above = new HashSet<>();
    for (Task task : workflow.tasks()) {
      for (Input each : task.inputs()) {
        if (each instanceof Input.TaskOutputs outputs && !above.contains(outputs.task())) {
          return false;
        }
      }
      for (Task.After each : task.after()) {
        if (!above.contains(each.task())) {
          return false;
        }
      }
      above.add(task.name());
    }
    return true;
  }

  private static boolean connect(
      DirectedAcyclicGraph<String, DefaultEdge> graph,
      String from,
      String to,
      Span span,
      List<Task> tasks,
      Diagnostics diagnostics) {
    try {
      graph.addEdge(from, to);
      return true;
    } catch (IllegalArgumentException cycle) {
      List<String> way =
          from.equals(to)
              ? List.of(to)
              : BFSShortestPath.findPathBetween(graph, to, from).getVertexList();
      List<String> declared = tasks.stream().map(Task::name).toList();
      int first = way.indexOf(Collections.min(way, Comparator.comparingInt(declared::indexOf)));
      var loop = new ArrayList<>(way.subList(first, way.size()));
      loop.addAll(way.subList(0, first + 1));
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0401,
                  span,
                  way.size() == 1
                      ? "task `" + to + "` waits for itself"
                      : "these tasks wait for each other in a loop")
              .note("the loop is " + String.join(" -> ", loop)));
      return false;
    }
  }
}
