package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches what ended jobs of a spool printed, many with one question.
 *
 * <p>One job whose files cannot be had spoils the answer for all behind it: after a failure they
 * are asked for one by one, a few times.
 */
final class Retrieval {
  /** In one question. */
  private static final int AT_ONCE = 100;

  /** Of those that are asked for one by one, at a time: nothing else is heard meanwhile. */
  private static final int SINGLY = 20;

  private static final int TRIES = 4;

  private final Schedd schedd;
  private final Map<AttemptKey, Integer> failures = new HashMap<>();

  Retrieval(Schedd schedd) {
    this.schedd = schedd;
  }

  /** Those of some ended jobs whose logs are there now, or were sought in vain often enough. */
  List<QueuedJob> fetch(List<QueuedJob> ended) throws IOException {
    var over = new ArrayList<QueuedJob>();
    List<QueuedJob> single =
        ended.stream().filter(each -> failures.containsKey(each.key())).limit(SINGLY).toList();
    List<QueuedJob> many =
        ended.stream().filter(each -> !failures.containsKey(each.key())).toList();
    for (QueuedJob each : single) {
      over.addAll(tried(List.of(each)));
    }
    for (int from = 0; from < many.size(); from += AT_ONCE) {
      over.addAll(tried(many.subList(from, Math.min(many.size(), from + AT_ONCE))));
    }
    return over;
  }

  private List<QueuedJob> tried(List<QueuedJob> jobs) throws IOException {
    boolean there = schedd.fetch(jobs);
    if (!there) {
      jobs.forEach(each -> failures.merge(each.key(), 1, Integer::sum));
    }
    List<QueuedJob> over =
        jobs.stream()
            .filter(each -> there || failures.getOrDefault(each.key(), 0) >= TRIES)
            .toList();
    over.forEach(each -> failures.remove(each.key()));
    return over;
  }

  /** Whether something is to be tried again. */
  boolean isPending() {
    return !failures.isEmpty();
  }
}
