package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes attempts out of the queue, also those of which the schedd has not made jobs yet: it cannot
 * leave out some and make others, so that they are removed as soon as the log tells that they were
 * made.
 */
final class Removals {
  private final Schedd schedd;
  private final Followed log;

  /** Attempts still to be made, and why they are to be removed. */
  private final Map<AttemptKey, String> doomed = new LinkedHashMap<>();

  Removals(Schedd schedd, Followed log) {
    this.schedd = schedd;
    this.log = log;
  }

  /** Removes what there is; a submission of which nothing is to be left as a whole. */
  void remove(Set<AttemptKey> attempts, String because) throws IOException {
    if (attempts.isEmpty()) {
      return;
    }
    Unmade unmade = schedd.unmade();
    List<QueuedJob> there = schedd.there();
    Set<Integer> whole = whole(attempts, unmade, there);
    Stream<String> single =
        there.stream()
            .filter(each -> attempts.contains(each.key()) && !whole.contains(each.cluster()))
            .map(QueuedJob::id);
    schedd.remove(Stream.concat(whole.stream().map(String::valueOf), single).toList(), because);
    doom(unmade, attempts, because);
  }

  private static Set<Integer> whole(
      Set<AttemptKey> attempts, Unmade unmade, List<QueuedJob> there) {
    var clusters = new HashSet<Integer>();
    unmade.within(attempts).forEach(each -> clusters.add(each.cluster()));
    there.stream()
        .filter(each -> !attempts.contains(each.key()))
        .forEach(each -> clusters.remove(each.cluster()));
    return clusters;
  }

  /**
   * Those of a submission that is removed as a whole are never made: nothing is done about them.
   */
  private synchronized void doom(Unmade unmade, Set<AttemptKey> attempts, String because) {
    unmade.keys().stream().filter(attempts::contains).forEach(each -> doomed.put(each, because));
  }

  /** Removes what was made since. */
  synchronized void catchUp() throws IOException {
    var made = new HashSet<AttemptKey>();
    Map<String, Set<String>> ids = new TreeMap<>();
    doomed.forEach(
        (key, because) -> {
          log.id(key).ifPresent(id -> ids.computeIfAbsent(because, b -> new HashSet<>()).add(id));
          if (log.last(key).isPresent()) {
            made.add(key);
          }
        });
    for (Map.Entry<String, Set<String>> each : ids.entrySet()) {
      schedd.remove(each.getValue().stream().sorted().toList(), each.getKey());
    }
    doomed.keySet().removeAll(made);
  }
}
