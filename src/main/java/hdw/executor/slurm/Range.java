package hdw.executor.slurm;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Jobs of a node that follow one another, and that others take from or wait for.
 *
 * @param to the end, exclusive
 */
record Range(NodePlan node, int from, int to) {

  /** All that must have ended before, and does not belong to the job's own chunk. */
  static List<Range> before(NodePlan node, int job) {
    Set<Range> all = new LinkedHashSet<>();
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        all.addAll(outputs.kind() == Edge.Kind.TREE ? ofTree(outputs, node, job) : of(outputs));
      }
    }
    node.after().forEach(each -> all.add(whole(each)));
    return List.copyOf(all);
  }

  private static List<Range> of(Feed.Outputs outputs) {
    boolean each = outputs.kind() == Edge.Kind.EACH;
    return outputs.sources().stream()
        .filter(source -> !each || source.size() == 1)
        .map(Range::whole)
        .toList();
  }

  /** All jobs of a node; of a tree the top, which waits for all others. */
  private static Range whole(NodePlan node) {
    return new Range(node, node.tree().isPresent() ? node.size() - 1 : 0, node.size());
  }

  private static List<Range> ofTree(Feed.Outputs outputs, NodePlan node, int job) {
    var ranges = new ArrayList<Range>();
    outputs.visitTree(
        node,
        job,
        (from, i) -> {
          int last = ranges.size() - 1;
          boolean follows =
              last >= 0 && ranges.get(last).node() == from && ranges.get(last).to() == i;
          if (follows) {
            ranges.set(last, new Range(from, ranges.get(last).from(), i + 1));
          } else {
            ranges.add(new Range(from, i, i + 1));
          }
          return false;
        });
    return ranges;
  }
}
