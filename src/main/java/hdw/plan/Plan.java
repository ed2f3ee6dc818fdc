package hdw.plan;

import hdw.catalog.Catalog;
import hdw.graph.Node;
import hdw.graph.WorkflowGraph;
import hdw.model.Workflow;
import java.util.List;
import java.util.Optional;

/**
 * All that would run.
 *
 * @param nodes each behind those it waits for
 */
public record Plan(Workflow workflow, Catalog catalog, WorkflowGraph graph, List<NodePlan> nodes) {

  /** Copies the list. */
  public Plan {
    nodes = List.copyOf(nodes);
  }

  /** How many jobs there are. */
  public long jobs() {
    return nodes.stream().mapToLong(NodePlan::size).sum();
  }

  /** The plan of a node. */
  public Optional<NodePlan> node(Node node) {
    return nodes.stream().filter(each -> each.node().equals(node)).findFirst();
  }
}
