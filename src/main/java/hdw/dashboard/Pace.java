package hdw.dashboard;

import hdw.insight.AttemptRecord;
import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.Insight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast jobs have become done of late.
 *
 * @param window the time that was looked at, up to now
 * @param done the jobs that became done in it, by node
 */
record Pace(Duration window, Map<String, Integer> done) {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /**
   * Looks at the last ten minutes before a time, or at all since the run began where that is less.
   */
  static Pace of(Insight insight, Instant now) {
    Instant begun = insight.state().begun().orElse(now);
    Duration since = Duration.between(begun, now);
    Duration window = since.compareTo(LONGEST) < 0 ? since : LONGEST;
    Instant from = now.minus(window);
    Map<String, Integer> done = new HashMap<>();
    List<AttemptRecord> attempts = insight.attempts();
    for (int i = attempts.size() - 1; i >= 0 && !attempts.get(i).ended().isBefore(from); i--) {
      if (attempts.get(i).outcome() == Outcome.DONE) {
        done.merge(attempts.get(i).node(), 1, Integer::sum);
      }
    }
    return new Pace(window.compareTo(SHORTEST) < 0 ? SHORTEST : window, Map.copyOf(done));
  }

  /** The jobs of a node that become done in an hour. */
  long perHour(String node) {
    return perHour(done.getOrDefault(node, 0));
  }

  /** The jobs of all nodes that become done in an hour. */
  long perHour() {
    return perHour(all());
  }

  private long perHour(int jobs) {
    return Math.round(jobs * 3600.0 / window.toSeconds());
  }

  private int all() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How long so many jobs take at this pace; nothing where none becomes done. */
  Optional<Duration> timeFor(int jobs) {
    return all() == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round((double) jobs * window.toSeconds() / all())));
  }
}
