package hdw.plan;

import hdw.diagnostic.Diagnostics;
import hdw.graph.Edge;
import hdw.graph.NodeValues;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.JobInput.JobRef;
import hdw.units.Share;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges whether a gather may run with some of its inputs missing: {@code tolerate = 1 %}.
 *
 * <p>Each element of {@code input} is judged by itself, so that a lost calibration does not hide
 * among a thousand ntuples. What is taken with {@code each} must be there, and so must at least one
 * job of each gather. For a tree the share is one of all its inputs, whichever job takes them: of
 * the twenty of one job 1 % would be none.
 */
public final class Tolerance {
  private final NodeValues values;

  /** The tolerance of a plan that has passed its checks. */
  public Tolerance(Plan plan) {
    this.values = new NodeValues(plan.catalog(), new Diagnostics());
  }

  /** The share that a node may miss, where its task says so. */
  public Optional<Share> share(NodePlan node) {
    return node.node()
        .task()
        .options()
        .tolerate()
        .flatMap(each -> values.evaluate(each.value(), node.node(), Type.SHARE))
        .map(value -> ((Value.Part) value).share());
  }

  /**
   * Whether a job may run without the results that are missing; without {@code tolerate} only where
   * none is.
   *
   * @param missing whether a job will give no result, in a tree also one of the tree's own
   */
  public boolean allows(NodePlan node, int job, Predicate<JobRef> missing) {
    Optional<Share> share = share(node);
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        Loss own = own(outputs, node, job, missing);
        if (own.missing() == 0) {
          continue;
        }
        if (share.isEmpty() || own.missing() == own.all() || outputs.kind() == Edge.Kind.EACH) {
          return false;
        }
        Loss whole = outputs.kind() == Edge.Kind.TREE ? Loss.ofTree(outputs, node, missing) : own;
        if (whole.missing() > share.get().of(whole.all())) {
          return false;
        }
      }
    }
    return true;
  }

  /** What is missing of the jobs that one job takes from. */
  private static Loss own(Feed.Outputs outputs, NodePlan node, int job, Predicate<JobRef> missing) {
    var count = new Loss.Counter(missing);
    outputs.visitJobs(node, job, count);
    return count.loss();
  }
}
