package hdw.insight;

import hdw.run.JobStory;
import hdw.run.JobStory.State;
import hdw.run.RunSummary;
import hdw.run.RunSummary.NodeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast the jobs of a run end since its driver took it up, and how long those take that are
 * left, if it goes on like that.
 */
public final class Pace {

  /**
   * Of a node, or of the whole run.
   *
   * @param perSecond how many jobs end in a second, well or not
   * @param secondsLeft how long all that have not ended take
   */
  public record Rate(double perSecond, double secondsLeft) {}

  private static final double LEAST_SECONDS = 0.001;

  private final Map<String, Since> nodes = new HashMap<>();
  private final Since whole = new Since();
  private final Map<String, Integer> left = new HashMap<>();
  private final Instant now;
  private int allLeft;

  private Pace(Instant now) {
    this.now = now;
  }

  /** What ended since something began. */
  private static final class Since {
    private Instant begun = Instant.MAX;
    private int ended;

    void add(Instant start, boolean over) {
      begun = start.isBefore(begun) ? start : begun;
      ended += over ? 1 : 0;
    }

    Optional<Rate> rate(Instant now, int left) {
      if (ended == 0 || left == 0) {
        return Optional.empty();
      }
      double seconds = Math.max(LEAST_SECONDS, Duration.between(begun, now).toMillis() / 1000.0);
      double perSecond = ended / seconds;
      return Optional.of(new Rate(perSecond, left / perSecond));
    }
  }

  /**
   * What can be said at a time.
   *
   * @param nodes the counts of the summary's nodes
   */
  public static Pace of(RunSummary summary, List<NodeCounts> nodes, Instant now) {
    var pace = new Pace(now);
    Instant takenUp = summary.state().takenUp();
    for (JobStory each : summary.state().jobs()) {
      boolean over = isOver(each) && !each.endedAt().isBefore(takenUp);
      if (over || each.state() == State.RUNNING) {
        Instant start = each.startedAt().isBefore(takenUp) ? takenUp : each.startedAt();
        pace.whole.add(start, over);
        pace.nodes.computeIfAbsent(summary.idOfNode(each), node -> new Since()).add(start, over);
      }
    }
    for (NodeCounts each : nodes) {
      int open = each.jobs() - each.done() - each.failed() - each.skipped();
      pace.left.put(each.id(), open);
      pace.allLeft += open;
    }
    return pace;
  }

  private static boolean isOver(JobStory job) {
    return job.state() == State.DONE && !job.kept() || job.state() == State.FAILED;
  }

  /** That of a node; nothing where none of its jobs ended yet, or all did. */
  public Optional<Rate> of(String node) {
    return Optional.ofNullable(nodes.get(node))
        .flatMap(each -> each.rate(now, left.getOrDefault(node, 0)));
  }

  /** That of the run; nothing where no job ended yet, or all did. */
  public Optional<Rate> whole() {
    return whole.rate(now, allLeft);
  }
}
