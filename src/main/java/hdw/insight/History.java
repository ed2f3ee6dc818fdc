package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.PlannedNode.Asked;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.rules.Raised;
import hdw.run.Event;
import hdw.run.Usage;
import hdw.units.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attempts of a run: those that are over, in the order of their ends, and those under way. */
final class History {
  /** Of a job that the plan does not have. */
  private static final Asked NOTHING = new Asked(new Memory(0), Optional.empty(), 1);

  /** An attempt that is not over. */
  private record Open(
      int attempt, Asked asked, Instant submitted, Optional<Instant> began, String host) {
    Open began(Instant at, String where) {
      return new Open(attempt, asked, submitted, Optional.of(at), where);
    }

    Open queued() {
      return new Open(attempt, asked, submitted, Optional.empty(), "");
    }
  }

  private final Map<String, Open> open = new HashMap<>();
  private final List<AttemptRecord> over = new ArrayList<>();
  private String here = "";

  /** A driver took the run up on a machine. */
  void opened(String host) {
    here = host;
  }

  /** An attempt is about to begin, and asks for what its node does, but for what was raised. */
  void started(Event.Started started, Optional<PlannedNode> node, List<Raised> raised, Instant at) {
    Asked asked = node.map(each -> raised(each.asked(), raised)).orElse(NOTHING);
    boolean isHere = started.submission().isEmpty();
    open.put(
        started.job(),
        new Open(
            started.attempt(),
            asked,
            at,
            isHere ? Optional.of(at) : Optional.empty(),
            isHere ? here : ""));
  }

  private static Asked raised(Asked first, List<Raised> raised) {
    Asked asked = first;
    for (Raised each : raised) {
      if (each.resource() == Resource.MEMORY && each.value() instanceof Value.Size size) {
        asked = new Asked(size.amount(), asked.time(), asked.cpus());
      } else if (each.resource() == Resource.TIME && each.value() instanceof Value.Time time) {
        asked = new Asked(asked.memory(), Optional.of(time.time()), asked.cpus());
      } else if (each.resource() == Resource.CPUS && each.value() instanceof Value.Numeric cpus) {
        asked = new Asked(asked.memory(), asked.time(), cpus.number().longValue());
      }
    }
    return asked;
  }

  /** A batch system started it. */
  void began(Event.Began began, Instant at) {
    open.computeIfPresent(began.job(), (job, each) -> each.began(at, began.host()));
  }

  /** A batch system took it off its machine. */
  void left(String job) {
    open.computeIfPresent(job, (id, each) -> each.queued());
  }

  /** It is over. */
  void ended(
      Event.OfJob event, Optional<PlannedNode> node, Outcome outcome, Usage usage, Instant at) {
    Open attempt = open.remove(event.job());
    if (attempt == null) {
      return;
    }
    Optional<Event.Failed> failed =
        event instanceof Event.Failed failure ? Optional.of(failure) : Optional.empty();
    String host =
        failed.map(Event.Failed::host).filter(each -> !each.isEmpty()).orElse(attempt.host());
    over.add(
        new AttemptRecord(
            event.job(),
            node.map(PlannedNode::id).orElse(""),
            node.map(PlannedNode::task).orElse(""),
            attempt.attempt(),
            attempt.asked(),
            attempt.submitted(),
            attempt.began(),
            at,
            host,
            outcome,
            failed.map(each -> each.cause().reason().word()).orElse(""),
            usage));
  }

  /** Those that are over, in the order of their ends. */
  List<AttemptRecord> over() {
    return over;
  }

  /** How many run on each machine, as far as it is known where. */
  Map<String, Integer> running() {
    Map<String, Integer> running = new TreeMap<>();
    open.values().stream()
        .filter(each -> each.began().isPresent())
        .forEach(each -> running.merge(each.host(), 1, Integer::sum));
    return running;
  }
}
