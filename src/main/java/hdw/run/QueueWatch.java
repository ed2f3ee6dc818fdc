package hdw.run;

import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.executor.NodeSettings;
import hdw.plan.Plan;
import hdw.rules.Verdict;
import hdw.run.Stage.Standing;
import hdw.units.WallTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks now and then at what waits in queues: where no job of a submission has started for a while,
 * people are told once, and what has not started within the site's {@code start_within} is given
 * up.
 */
final class QueueWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
  private static final Duration WITH_A_LIMIT = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Course course;
  private final RunObserver observer;
  private final Optional<WallTime> limit;
  private final Foreseen foreseen;
  private final Set<String> told = new HashSet<>();
  private final Map<String, Instant> readySince = new HashMap<>();
  private Instant next = Instant.EPOCH;

  QueueWatch(Plan plan, Course course, RunObserver observer) {
    this.course = course;
    this.observer = observer;
    this.foreseen = new Foreseen(course);
    this.limit = NodeSettings.startWithin(plan);
  }

  /** A limit of less than a minute is looked at in time. */
  private Duration pause() {
    return limit
        .map(each -> Duration.ofSeconds(Math.min(each.seconds(), WITH_A_LIMIT.toSeconds())))
        .orElse(BETWEEN_LOOKS);
  }

  /** How long until the next look; nothing where nothing is in a queue. */
  Optional<Duration> untilNext(Collection<Attempt> running, Instant now) {
    return running.stream().anyMatch(each -> each.away().isPresent())
        ? Optional.of(Until.of(next, now))
        : Optional.empty();
  }

  /** The ends of attempts that waited too long; they are still in the queue. */
  List<Happening> overdue(Collection<Attempt> running, Instant now) {
    if (now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(pause());
    var overdue = new ArrayList<Happening>();
    var waiting = new ArrayList<Attempt>();
    Set<String> known = started(running);
    known.addAll(told);
    for (Attempt each : running) {
      boolean unknown = each.away().filter(it -> !known.contains(it.key().token())).isPresent();
      if ((unknown || limit.isPresent() && each.away().isPresent()) && mayStart(each)) {
        Duration waited = waited(each, now);
        if (limit.filter(it -> waited.toSeconds() >= it.seconds()).isPresent()) {
          overdue.add(end(each, limit.get()));
        } else if (waited.compareTo(LONG) > 0 && known.add(each.away().get().key().token())) {
          waiting.add(each);
        }
      }
    }
    tell(waiting, now);
    return overdue;
  }

  /** The submissions of which some job runs. */
  private static Set<String> started(Collection<Attempt> running) {
    Set<String> started = new HashSet<>();
    for (Attempt each : running) {
      if (each.away().isPresent() && !each.away().get().host().isEmpty()) {
        started.add(each.away().get().key().token());
      }
    }
    return started;
  }

  private boolean mayStart(Attempt attempt) {
    return course.stage().standing(attempt.job()) == Standing.QUEUED
        && course.stage().isReady(attempt.job());
  }

  /** How long it waited; of what was submitted ahead, since what it takes from was there. */
  private Duration waited(Attempt attempt, Instant now) {
    if (foreseen.ahead(attempt).isPresent()) {
      return Duration.between(readySince.computeIfAbsent(attempt.id(), unseen -> now), now);
    }
    return course
        .story(attempt.job())
        .map(each -> Duration.between(each.startedAt(), now))
        .orElse(Duration.ZERO);
  }

  /** Tells of one job for all submissions of which none runs. */
  private void tell(List<Attempt> waiting, Instant now) {
    if (waiting.isEmpty()) {
      return;
    }
    waiting.forEach(each -> told.add(each.away().orElseThrow().key().token()));
    Attempt first = waiting.get(0);
    String others =
        switch (waiting.size()) {
          case 1 -> "";
          case 2 -> "; it is the same with another submission";
          default -> "; it is the same with " + (waiting.size() - 1) + " other submissions";
        };
    observer.told(
        first.id()
            + " has waited in the queue for "
            + waited(first, now).toMinutes()
            + " min, and no job that was submitted with it runs"
            + others
            + "; to see why: hdw why "
            + first.id());
  }

  private static Happening end(Attempt attempt, WallTime limit) {
    var ending = Ending.unrun(Verdict.NOT_STARTED, "it did not start within " + limit);
    return new Happening.Ended(attempt.away().orElseThrow().key(), ending, true);
  }
}
