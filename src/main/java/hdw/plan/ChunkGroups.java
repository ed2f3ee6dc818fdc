package hdw.plan;

import hdw.graph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which nodes have the same chunks because {@code each} joins them, up and down. */
final class ChunkGroups {
  private final Map<NodePlan, List<NodePlan>> joined = new HashMap<>();

  ChunkGroups(Plan plan) {
    for (NodePlan node : plan.nodes()) {
      for (Feed each : node.feeds()) {
        if (each instanceof Feed.Outputs outputs && outputs.kind() == Edge.Kind.EACH) {
          outputs.sources().forEach(source -> join(source, node));
        }
      }
    }
  }

  private void join(NodePlan source, NodePlan node) {
    if (source.chunks().isPresent() && node.chunks().isPresent()) {
      joined.computeIfAbsent(source, key -> new ArrayList<>()).add(node);
      joined.computeIfAbsent(node, key -> new ArrayList<>()).add(source);
    }
  }

  /** The node and all that are joined with it, directly or not. */
  Set<NodePlan> of(NodePlan node) {
    Set<NodePlan> group = new LinkedHashSet<>(List.of(node));
    var open = new ArrayDeque<>(group);
    while (!open.isEmpty()) {
      for (NodePlan each : joined.getOrDefault(open.remove(), List.of())) {
        if (group.add(each)) {
          open.add(each);
        }
      }
    }
    return group;
  }
}
