package hdw.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** The nodes of a workflow and what they wait for. */
public final class WorkflowGraph {
  private final List<Node> nodes;
  private final List<Edge> edges;
  private final Map<Node, List<Edge>> into = new HashMap<>();

  WorkflowGraph(List<Node> nodes, List<Edge> edges) {
    this.nodes = List.copyOf(nodes);
    this.edges = List.copyOf(edges);
    for (Edge each : edges) {
      into.computeIfAbsent(each.to(), node -> new ArrayList<>()).add(each);
    }
  }

  /**
   * All nodes, each behind those it waits for, and in the order of the file where that leaves a
   * choice.
   */
  public List<Node> nodes() {
    return nodes;
  }

  /** All edges, in the order of the nodes that wait, then of their inputs. */
  public List<Edge> edges() {
    return edges;
  }

  /** What a node waits for, in the order of its inputs. */
  public List<Edge> into(Node node) {
    return into.getOrDefault(node, List.of());
  }

  /** The part of the graph that has these nodes. */
  public WorkflowGraph restrictedTo(List<Node> chosen) {
    var kept = new java.util.HashSet<>(chosen);
    List<Edge> between =
        edges.stream()
            .filter(each -> kept.contains(each.from()) && kept.contains(each.to()))
            .toList();
    return new WorkflowGraph(chosen, between);
  }

  /** The graph as JGraphT knows it, for those who draw it or walk it. */
  DirectedAcyclicGraph<Node, Edge> graph() {
    var graph = new DirectedAcyclicGraph<Node, Edge>(null, null, false, true);
    nodes.forEach(graph::addVertex);
    edges.forEach(edge -> graph.addEdge(edge.from(), edge.to(), edge));
    return graph;
  }
}
