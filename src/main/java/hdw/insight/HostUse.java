package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import java.time.Duration;
import java.util.ArrayList;
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

  /** The machines on which anything ran, by name. */
  public static List<HostUse> of(Insight insight) {
    Map<String, List<AttemptRecord>> hosts = new TreeMap<>();
    Map<String, Integer> running = insight.running();
    running.keySet().forEach(each -> hosts.put(each, new ArrayList<>()));
    for (AttemptRecord each : insight.attempts()) {
      if (!each.host().isEmpty()) {
        hosts.computeIfAbsent(each.host(), host -> new ArrayList<>()).add(each);
      }
    }
    var all = new ArrayList<HostUse>();
    hosts.forEach(
        (host, attempts) ->
            all.add(
                new HostUse(
                    host,
                    running.getOrDefault(host, 0),
                    count(attempts, Outcome.DONE),
                    count(attempts, Outcome.FAILED),
                    attempts.stream()
                        .map(AttemptRecord::coreTime)
                        .reduce(Duration.ZERO, Duration::plus))));
    return all;
  }

  private static int count(List<AttemptRecord> attempts, Outcome outcome) {
    return (int) attempts.stream().filter(each -> each.outcome() == outcome).count();
  }
}
