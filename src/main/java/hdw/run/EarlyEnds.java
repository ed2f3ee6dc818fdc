package hdw.run;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import hdw.plan.NodePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends of attempts that were submitted ahead, of which nothing is to be thought before all that
 * they take from is judged.
 */
final class EarlyEnds {
  private final Course course;
  private final Foreseen foreseen;
  private final Map<String, Attempt> running;
  private final Map<AttemptKey, Early> early = new LinkedHashMap<>();

  private record Early(String job, Happening.Ended ended) {}

  /**
   * None so far.
   *
   * @param running the attempts under way by job
   */
  EarlyEnds(Course course, Map<String, Attempt> running) {
    this.course = course;
    this.running = running;
    this.foreseen = new Foreseen(course);
  }

  /** Whether the end of an attempt comes before its time; it is kept here then. */
  boolean keeps(Attempt attempt, Happening.Ended ended) {
    Optional<Event.Ahead> ahead = foreseen.ahead(attempt);
    boolean keeps =
        ahead.isPresent()
            && !course.stage().isReady(attempt.job())
            && holds(attempt, foreseen.of(ahead.get()));
    if (keeps) {
      early.put(ended.key(), new Early(attempt.id(), ended));
    }
    return keeps;
  }

  private static boolean holds(Attempt attempt, Upstream upstream) {
    NodePlan node = attempt.job().node();
    return upstream.hash(node, attempt.job().job()).equals(attempt.made().upstream());
  }

  /** The ends whose time has come, be it that they count for nothing. */
  List<Happening> ripe() {
    var ripe = new ArrayList<Happening>();
    Map<Integer, Upstream> known = new HashMap<>();
    for (Iterator<Early> all = early.values().iterator(); all.hasNext(); ) {
      Early each = all.next();
      Attempt attempt = running.get(each.job());
      if (attempt == null || isRipe(attempt, known)) {
        ripe.add(each.ended());
        all.remove();
      }
    }
    return ripe;
  }

  private boolean isRipe(Attempt attempt, Map<Integer, Upstream> known) {
    Optional<Event.Ahead> ahead = foreseen.ahead(attempt);
    return ahead.isEmpty()
        || course.stage().isReady(attempt.job())
        || !holds(
            attempt, known.computeIfAbsent(ahead.get().first(), of -> foreseen.of(ahead.get())));
  }

  /**
   * An attempt with what its result is really made from; nothing where that is not what it was
   * submitted for.
   */
  Optional<Attempt> settled(Attempt attempt) {
    Optional<Event.Ahead> ahead = foreseen.ahead(attempt);
    if (ahead.isEmpty()) {
      return Optional.of(attempt);
    }
    var made = new Attempt.Made(attempt.made().parts(), course.stage().upstream(attempt.job()));
    return course.stage().isReady(attempt.job()) && holds(attempt, foreseen.of(ahead.get()))
        ? Optional.of(attempt.with(made))
        : Optional.empty();
  }

  /** Nobody waits for an attempt any more. */
  void forget(AttemptKey key) {
    early.remove(key);
  }
}
