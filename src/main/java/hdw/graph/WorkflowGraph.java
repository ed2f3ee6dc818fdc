package hdw.graph;

import java.util.List;
import org.jgrapht.graph.DirectedAcyclicGraph;

/** The nodes of a workflow and what they wait for. */
public final class WorkflowGraph {
  private final List<Node> nodes;
  private final DirectedAcyclicGraph<Node, Edge> graph;

  WorkflowGraph(List<Node> nodes, List<Edge> edges) {
    this.nodes = List.copyOf(nodes);
    this.graph = new DirectedAcyclicGraph<>(null, null, false, true);
    nodes.forEach(graph::addVertex);
    edges.forEach(edge -> graph.addEdge(edge.from(), edge.to(), edge));
  }

  /**
   * All nodes, each behind those it waits for, and in the order of the file where that leaves a
   * choice.
   */
  public List<Node> nodes() {
    return nodes;
  }

  /** What a node waits for, in the order of its inputs. */
  public List<Edge> into(Node node) {
    return List.copyOf(graph.incomingEdgesOf(node));
  }

  /** Who waits for a node. */
  public List<Edge> outOf(Node node) {
    return List.copyOf(graph.outgoingEdgesOf(node));
  }

  /** The part of the graph that has these nodes. */
  public WorkflowGraph restrictedTo(List<Node> chosen) {
    List<Edge> edges =
        graph.edgeSet().stream()
            .filter(each -> chosen.contains(each.from()) && chosen.contains(each.to()))
            .toList();
    return new WorkflowGraph(chosen, edges);
  }

  /** The graph itself, for those who draw it. */
  DirectedAcyclicGraph<Node, Edge> graph() {
    return graph;
  }
}
