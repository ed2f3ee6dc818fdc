package hdw.executor.slurm;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes of one chunk list each: those that take from one another job by job. A node of which nobody
 * takes so is a family of its own.
 */
final class Families {
  private final Map<NodePlan, NodePlan> elder = new HashMap<>();

  private Families(Plan plan) {
    for (NodePlan node : plan.nodes()) {
      elder.put(node, node);
      for (NodePlan each : parents(node)) {
        elder.put(first(node), first(each));
      }
    }
  }

  /** The families of a plan, each in its order. */
  static Collection<List<NodePlan>> of(Plan plan) {
    var families = new Families(plan);
    Map<NodePlan, List<NodePlan>> members = new LinkedHashMap<>();
    for (NodePlan node : plan.nodes()) {
      members.computeIfAbsent(families.first(node), unseen -> new ArrayList<>()).add(node);
    }
    return members.values();
  }

  private NodePlan first(NodePlan node) {
    NodePlan at = node;
    while (elder.get(at) != at) {
      at = elder.get(at);
    }
    return at;
  }

  /** The nodes from which each job takes the result of the job with its own chunk. */
  static List<NodePlan> parents(NodePlan node) {
    var parents = new ArrayList<NodePlan>();
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs && outputs.kind() == Edge.Kind.EACH) {
        outputs.sources().stream().filter(source -> source.size() > 1).forEach(parents::add);
      }
    }
    return parents;
  }
}
