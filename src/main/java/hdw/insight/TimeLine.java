package hdw.insight;

import hdw.run.JobStory.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many jobs were where at what time.
 *
 * <p>However long a run is, at most some thousand moments of it are kept: where there would be
 * more, those that are closest together become one.
 */
public final class TimeLine {
  private static final int MOST = 2_000;
  private static final Duration FINEST = Duration.ofSeconds(1);

  /**
   * The counts at the end of a short time. What is none of them waits.
   *
   * @param done with those whose result was kept from an earlier run
   * @param failed for good
   */
  public record Moment(
      Instant at, int queued, int held, int running, int done, int failed, int skipped) {}

  private final Map<State, Integer> counts = new EnumMap<>(State.class);
  private final List<Moment> moments = new ArrayList<>();
  private Duration between = FINEST;

  /** A job went from one state to another. */
  void move(Optional<State> from, State to, Instant at) {
    from.ifPresent(each -> counts.merge(each, -1, Integer::sum));
    counts.merge(to, 1, Integer::sum);
    note(at);
  }

  /** All jobs are where this says. */
  void recount(Map<State, Integer> all, Instant at) {
    counts.clear();
    counts.putAll(all);
    note(at);
  }

  private void note(Instant at) {
    var moment =
        new Moment(
            at,
            count(State.QUEUED),
            count(State.HELD),
            count(State.RUNNING),
            count(State.DONE),
            count(State.FAILED),
            count(State.SKIPPED));
    int last = moments.size() - 1;
    if (last >= 1 && isClose(moments.get(last - 1).at(), at)) {
      moments.set(last, moment);
      return;
    }
    moments.add(moment);
    if (moments.size() > MOST) {
      thin();
    }
  }

  private boolean isClose(Instant one, Instant other) {
    return Duration.between(one, other).compareTo(between) < 0;
  }

  private void thin() {
    between = between.multipliedBy(2);
    var all = new ArrayList<>(moments);
    moments.clear();
    for (Moment each : all) {
      int last = moments.size() - 1;
      if (last >= 1 && isClose(moments.get(last - 1).at(), each.at())) {
        moments.set(last, each);
      } else {
        moments.add(each);
      }
    }
  }

  private int count(State state) {
    return counts.getOrDefault(state, 0);
  }

  /** The moments in order, from the first event of the run to the last one that moved a job. */
  public List<Moment> moments() {
    return List.copyOf(moments);
  }
}
