package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a machine had of a run.
 *
 * @param running the attempts that run there now
 * @param done the attempts that ended well there
 * @param failed those that failed
 * @param coreTime the time of its processors that they kept
 */
public record HostUse(String host, int running, int done, int failed, Duration coreTime) {

  private HostUse(String host, int running) {
    this(host, running, 0, 0, Duration.ZERO);
  }

  /** The machines on which anything ran, by name. */
  public static List<HostUse> of(Insight insight) {
    Map<String, HostUse> hosts = new TreeMap<>();
    insight.running().forEach((host, count) -> hosts.put(host, new HostUse(host, count)));
    for (AttemptRecord each : insight.attempts()) {
      if (!each.host().isEmpty()) {
        HostUse before = hosts.get(each.host());
        hosts.put(each.host(), (before == null ? new HostUse(each.host(), 0) : before).with(each));
      }
    }
    return List.copyOf(hosts.values());
  }

  private HostUse with(AttemptRecord attempt) {
    return new HostUse(
        host,
        running,
        done + (attempt.outcome() == Outcome.DONE ? 1 : 0),
        failed + (attempt.outcome() == Outcome.FAILED ? 1 : 0),
        coreTime.plus(attempt.coreTime()));
  }
}
