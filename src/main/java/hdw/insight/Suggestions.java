package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.Suggestion.Verdict;
import hdw.model.Reason;
import hdw.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Compares what tasks ask for with what their attempts took.
 *
 * <p>What is proposed is enough for 95 of 100 attempts, with a margin of a fifth for memory and of
 * a half for time (machines differ in speed more than in memory), in sensible steps. It is never
 * less than what jobs needed that ran out of it and were given more by a rule. It has to differ
 * from what is asked for by a fifth at least. More is proposed only where more than one of 20 jobs
 * ran out: for fewer it is cheaper to try these again with more.
 */
public final class Suggestions {
  /** So many attempts have to have been measured. */
  public static final int FEWEST = 5;

  private static final int USUAL = 95;
  private static final double LEAST_CHANGE = 0.2;
  private static final double FEW_JOBS = 0.05;
  private static final long MILLISECONDS = 1000;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /** What requests have in common that stand at one place. */
  private record Key(String task, String origin, long asked) {}

  private final Resource resource;
  private final Map<String, List<AttemptRecord>> attempts = new HashMap<>();

  private Suggestions(Resource resource, List<AttemptRecord> attempts) {
    this.resource = resource;
    for (AttemptRecord each : attempts) {
      this.attempts.computeIfAbsent(each.node(), node -> new ArrayList<>()).add(each);
    }
  }

  /**
   * What can be said of every request for memory and time, those of a task one after the other, in
   * plan order; nothing of tasks of which nothing ended.
   */
  public static List<Suggestion> of(Insight insight) {
    var found = new LinkedHashMap<String, List<Suggestion>>();
    insight.nodes().forEach(each -> found.putIfAbsent(each.task(), new ArrayList<>()));
    for (Resource each : List.of(Resource.MEMORY, Resource.TIME)) {
      new Suggestions(each, insight.attempts())
          .of(insight.nodes())
          .forEach(one -> found.get(one.task()).add(one));
    }
    return found.values().stream().flatMap(List::stream).toList();
  }

  private List<Suggestion> of(Iterable<PlannedNode> nodes) {
    Map<Key, List<PlannedNode>> places = new LinkedHashMap<>();
    for (PlannedNode each : nodes) {
      asked(each.asked())
          .ifPresent(
              asked ->
                  places
                      .computeIfAbsent(
                          new Key(each.task(), origin(each).orElse(""), asked),
                          key -> new ArrayList<>())
                      .add(each));
    }
    var found = new ArrayList<Suggestion>();
    places.forEach(
        (key, together) -> {
          List<AttemptRecord> theirs =
              together.stream()
                  .flatMap(each -> attempts.getOrDefault(each.id(), List.of()).stream())
                  .toList();
          if (!theirs.isEmpty()) {
            found.add(of(key, together, theirs));
          }
        });
    return found;
  }

  private Optional<String> origin(PlannedNode node) {
    List<String> chain = node.origins().getOrDefault(resource.word(), List.of());
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
  }

  private Optional<Long> asked(PlannedNode.Asked asked) {
    return resource == Resource.MEMORY
        ? Optional.of(asked.memory().bytes()).filter(each -> each > 0)
        : asked.time().map(each -> each.seconds() * MILLISECONDS).filter(each -> each > 0);
  }

  private Suggestion of(Key key, List<PlannedNode> nodes, List<AttemptRecord> all) {
    Spread taken =
        Spread.of(
            all.stream()
                .filter(each -> each.outcome() == Outcome.DONE)
                .flatMap(each -> taken(each).stream())
                .mapToLong(Long::longValue));
    List<AttemptRecord> ranOut = all.stream().filter(this::ranOut).toList();
    OptionalLong enough =
        taken.size() < FEWEST ? OptionalLong.empty() : OptionalLong.of(enough(taken, all, ranOut));
    Verdict verdict = verdict(key.asked(), enough, taken, many(all, ranOut));
    boolean changes = verdict == Verdict.TOO_MUCH || verdict == Verdict.TOO_LITTLE;
    return new Suggestion(
        key.task(),
        resource,
        nodes.stream().map(PlannedNode::id).toList(),
        Optional.of(key.origin()).filter(each -> !each.isEmpty()).map(Place::of),
        key.asked(),
        taken,
        ranOut.size(),
        triedAgain(all, ranOut),
        verdict,
        changes ? enough : OptionalLong.empty());
  }

  private Optional<Long> taken(AttemptRecord attempt) {
    if (resource == Resource.MEMORY) {
      return attempt.usage().memoryBytes();
    }
    long milliseconds = attempt.ran().toMillis();
    return milliseconds > 0 ? Optional.of(milliseconds) : Optional.empty();
  }

  private boolean ranOut(AttemptRecord attempt) {
    Reason sign = resource == Resource.MEMORY ? Reason.OUT_OF_MEMORY : Reason.OUT_OF_TIME;
    return attempt.outcome() == Outcome.FAILED && attempt.reason().equals(sign.word());
  }

  private static int triedAgain(List<AttemptRecord> all, List<AttemptRecord> ranOut) {
    Map<String, Integer> last = new HashMap<>();
    all.forEach(each -> last.merge(each.job(), each.attempt(), Math::max));
    return (int) ranOut.stream().filter(each -> each.attempt() < last.get(each.job())).count();
  }

  /** Whether more jobs ran out than it is worth to try again one by one. */
  private static boolean many(List<AttemptRecord> all, List<AttemptRecord> ranOut) {
    long jobs = all.stream().map(AttemptRecord::job).distinct().count();
    return jobs(ranOut).size() > FEW_JOBS * jobs;
  }

  private static Set<String> jobs(List<AttemptRecord> attempts) {
    var jobs = new LinkedHashSet<String>();
    attempts.forEach(each -> jobs.add(each.job()));
    return jobs;
  }

  private long enough(Spread taken, List<AttemptRecord> all, List<AttemptRecord> ranOut) {
    double margin = resource == Resource.MEMORY ? 1.2 : 1.5;
    long usual = (long) Math.ceil(taken.percentile(USUAL) * margin);
    return step(Math.max(usual, needed(all, jobs(ranOut))));
  }

  /** What those jobs needed that ran out: more than they ran out with, and what they took then. */
  private long needed(List<AttemptRecord> all, Set<String> jobs) {
    long needed = 0;
    for (AttemptRecord each : all) {
      if (jobs.contains(each.job()) && each.outcome() == Outcome.DONE) {
        needed = Math.max(needed, taken(each).or(() -> asked(each.asked())).orElse(0L));
      } else if (ranOut(each)) {
        needed = Math.max(needed, asked(each.asked()).orElse(0L) + 1);
      }
    }
    return needed;
  }

  private static Verdict verdict(long asked, OptionalLong enough, Spread taken, boolean many) {
    if (enough.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    boolean isShort = many || taken.percentile(USUAL) > asked;
    if (isShort && enough.getAsLong() >= asked * (1 + LEAST_CHANGE)) {
      return Verdict.TOO_LITTLE;
    }
    return enough.getAsLong() <= asked * (1 - LEAST_CHANGE) ? Verdict.TOO_MUCH : Verdict.FITS;
  }

  /**
   * Up to the next step: 100 MB, from 1 GB on 500 MB; 5 min, from 1 h on 30 min, from 6 h on 1 h.
   */
  private long step(long amount) {
    if (resource == Resource.MEMORY) {
      long small = up(amount, 100 * MIB);
      return small < GIB ? small : up(Math.max(amount, GIB), GIB / 2);
    }
    long hour = 3600 * MILLISECONDS;
    return amount <= hour
        ? up(amount, hour / 12)
        : amount <= 6 * hour ? up(amount, hour / 2) : up(amount, hour);
  }

  private static long up(long amount, long step) {
    return Math.max(1, (amount + step - 1) / step) * step;
  }
}
