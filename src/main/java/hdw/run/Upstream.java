package hdw.run;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The results that a job takes in, job by job and without listing a gather's inputs once for each
 * job.
 */
final class Upstream {

  /** Something about a job. */
  @FunctionalInterface
  interface OfJob<T> {
    T of(NodePlan node, int job);
  }

  private final OfJob<String> result;
  private final Map<NodePlan, String> wholeNodes = new HashMap<>();

  /** Upstream with the name of each job's result. */
  Upstream(OfJob<String> result) {
    this.result = result;
  }

  /** The results that a job takes in, as one hash. */
  String hash(NodePlan node, int job) {
    var hash = new Hash();
    visit(
        node,
        job,
        (from, i) -> {
          hash.add(i < 0 ? whole(from) : result.of(from, i));
          return false;
        });
    return hash.text();
  }

  private String whole(NodePlan node) {
    return wholeNodes.computeIfAbsent(
        node,
        key -> {
          var hash = new Hash();
          for (int i = 0; i < key.size(); i++) {
            hash.add(result.of(key, i));
          }
          return hash.text();
        });
  }

  /** Forgets what was known of a node, one of whose results changed. */
  void changed(NodePlan node) {
    wholeNodes.remove(node);
  }

  /** The id of the first job that a job takes from and that passes the test. */
  Optional<String> first(NodePlan node, int job, OfJob<Boolean> test) {
    String[] found = new String[1];
    visit(
        node,
        job,
        (from, i) -> {
          int first = i < 0 ? 0 : i;
          int end = i < 0 ? from.size() : i + 1;
          for (int k = first; k < end; k++) {
            if (test.of(from, k)) {
              found[0] = from.id(k);
              return true;
            }
          }
          return false;
        });
    return Optional.ofNullable(found[0]);
  }

  /**
   * Visits what a job takes from until the visitor says stop; job -1 stands for all jobs of a node.
   */
  static void visit(NodePlan node, int job, OfJob<Boolean> visitor) {
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs && visit(outputs, node, job, visitor)) {
        return;
      }
    }
  }

  private static boolean visit(
      Feed.Outputs outputs, NodePlan node, int job, OfJob<Boolean> visitor) {
    if (outputs.kind() == Edge.Kind.TREE) {
      return outputs.visitTree(node, job, visitor::of);
    }
    for (NodePlan source : outputs.sources()) {
      // one job of a source is one job, however few of them a quick look leaves
      int each = source.size() > 1 ? job : 0;
      if (visitor.of(source, outputs.kind() == Edge.Kind.EACH ? each : -1)) {
        return true;
      }
    }
    return false;
  }
}
