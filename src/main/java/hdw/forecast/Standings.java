package hdw.forecast;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Tolerance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of each job of a game, and who cannot run for that. */
final class Standings {
  private final Wiring wiring;
  private final Tolerance tolerance;
  private final Outcome[] outcomes;
  private final List<Map<Outcome, Integer>> counts = new ArrayList<>();
  private final int[] left;

  /** How a job ended. */
  enum Outcome {
    DONE,
    FAILED,
    /** A rule let it go. */
    SKIPPED,
    /** It takes from one that failed. */
    BLOCKED,
    /** All that it takes from was let go. */
    IDLE;

    boolean isFailure() {
      return this == FAILED || this == BLOCKED;
    }
  }

  Standings(Wiring wiring, Tolerance tolerance) {
    this.wiring = wiring;
    this.tolerance = tolerance;
    this.outcomes = new Outcome[wiring.jobs()];
    this.left = new int[wiring.nodes().size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = wiring.nodes().get(i).size();
      counts.add(new EnumMap<>(Outcome.class));
    }
  }

  /**
   * A job is over.
   *
   * @return whether it was the last one of its node
   */
  boolean over(int node, int job, Outcome outcome) {
    outcomes[job] = outcome;
    counts.get(node).merge(outcome, 1, Integer::sum);
    left[node]--;
    return left[node] == 0;
  }

  /** How many jobs of a node ended so. */
  int count(int node, Outcome outcome) {
    return counts.get(node).getOrDefault(outcome, 0);
  }

  /** What becomes of a job that waits for nothing any more and yet cannot run. */
  Optional<Outcome> hole(NodePlan node, int row) {
    if (node.node().task().options().always()) {
      return Optional.empty();
    }
    if (node.after().stream().anyMatch(each -> failed(wiring.number(each)) > 0)) {
      return Optional.of(Outcome.BLOCKED);
    }
    Optional<Outcome> idle = Optional.empty();
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        var missing = new Missing();
        count(outputs, node, row, missing);
        if (missing.failed > 0 && !isTolerated(node, row)) {
          return Optional.of(Outcome.BLOCKED);
        }
        if (missing.there == 0 && missing.all > 0) {
          idle = Optional.of(missing.failed == 0 ? Outcome.IDLE : Outcome.BLOCKED);
        }
      }
    }
    return idle;
  }

  private boolean isTolerated(NodePlan node, int row) {
    return tolerance.allows(node, row, each -> outcome(each).isFailure());
  }

  private Outcome outcome(JobRef job) {
    return outcomes[wiring.job(job.node(), job.job())];
  }

  private int failed(int node) {
    return count(node, Outcome.FAILED) + count(node, Outcome.BLOCKED);
  }

  /** What is missing of what a job takes; counts of jobs. */
  private static final class Missing {
    private int all;
    private int there;
    private int failed;
  }

  private void count(Feed.Outputs outputs, NodePlan node, int row, Missing missing) {
    if (outputs.kind() == Edge.Kind.TREE) {
      outputs.visitTree(
          node,
          row,
          (source, i) -> {
            count(outcomes[wiring.job(source, i)], missing);
            return false;
          });
      return;
    }
    for (NodePlan source : outputs.sources()) {
      if (outputs.kind() == Edge.Kind.EACH && source.size() > 1) {
        count(outcomes[wiring.job(source, row)], missing);
      } else if (source.tree().isPresent()) {
        count(outcomes[wiring.job(source, source.size() - 1)], missing);
      } else {
        int number = wiring.number(source);
        missing.all += source.size();
        missing.there += count(number, Outcome.DONE);
        missing.failed += failed(number);
      }
    }
  }

  private static void count(Outcome outcome, Missing missing) {
    missing.all++;
    missing.there += outcome == Outcome.DONE ? 1 : 0;
    missing.failed += outcome.isFailure() ? 1 : 0;
  }
}
