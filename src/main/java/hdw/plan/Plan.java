package hdw.plan;

import hdw.catalog.Catalog;
import hdw.graph.Node;
import hdw.graph.WorkflowGraph;
import hdw.model.Workflow;
import hdw.plan.JobInput.JobRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

  /** The job with this id. */
  public Optional<JobRef> job(String id) {
    for (NodePlan node : nodes) {
      OptionalInt job = node.find(id);
      if (job.isPresent()) {
        return Optional.of(new JobRef(node, job.getAsInt()));
      }
    }
    return Optional.empty();
  }

  /** The plan of a node. */
  public Optional<NodePlan> node(Node node) {
    return nodes.stream().filter(each -> each.node().equals(node)).findFirst();
  }
}
