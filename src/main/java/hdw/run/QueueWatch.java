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
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
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
        .map(each -> Duration.ofSeconds(each.seconds()))
        .filter(each -> each.compareTo(BETWEEN_LOOKS) < 0)
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
    Set<String> started = new HashSet<>();
    for (Attempt each : running) {
      each.away().filter(it -> !it.host().isEmpty()).ifPresent(it -> started.add(it.key().token()));
    }
    for (Attempt each : running) {
      if (each.away().isPresent() && mayStart(each)) {
        Duration waited = waited(each, now);
        if (limit.filter(it -> waited.toSeconds() >= it.seconds()).isPresent()) {
          overdue.add(end(each, limit.get()));
        } else if (waited.compareTo(LONG) > 0
            && started.add(each.away().get().key().token())
            && told.add(each.away().get().key().token())) {
          tell(each, waited);
        }
      }
    }
    return overdue;
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

  private void tell(Attempt attempt, Duration waited) {
    observer.told(
        attempt.id()
            + " has waited in the queue for "
            + waited.toMinutes()
            + " min, and no job that was submitted with it runs; to see why: hdw why "
            + attempt.id());
  }

  private static Happening end(Attempt attempt, WallTime limit) {
    var ending = Ending.unrun(Verdict.NOT_STARTED, "it did not start within " + limit);
    return new Happening.Ended(attempt.away().orElseThrow().key(), ending, true);
  }
}
