package hdw.insight;

import hdw.insight.Attempts.End;
import hdw.insight.Attempts.Open;
import hdw.insight.PlannedNode.Asked;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.rules.Raised;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.units.Memory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attempts of a run: those that are over, in the order of their ends, and those under way. */
final class History {
  /** Of a job that the plan does not have. */
  private static final Asked NOTHING = new Asked(new Memory(0), Optional.empty(), 1);

  /** Those under way, by the numbers of their jobs; {@code null} for others. */
  private Open[] open = new Open[16];

  private final Attempts over = new Attempts();
  private String here = "";

  /** A driver took the run up on a machine. */
  void opened(String host) {
    here = host;
  }

  /** An attempt is about to begin, and asks for what its node does, but for what was raised. */
  void started(Event.Started started, JobStory job, Optional<PlannedNode> node, Instant at) {
    Asked asked = node.map(each -> raised(each.asked(), job.raised())).orElse(NOTHING);
    boolean isHere = started.submission().isEmpty();
    while (job.number() >= open.length) {
      open = Arrays.copyOf(open, 2 * open.length);
    }
    Optional<Instant> began = isHere ? Optional.of(at) : Optional.empty();
    open[job.number()] = new Open(started.attempt(), asked, at, began, isHere ? here : "");
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

  private Optional<Open> open(JobStory job) {
    return job.number() < open.length ? Optional.ofNullable(open[job.number()]) : Optional.empty();
  }

  /** A batch system started it. */
  void began(Event.Began began, JobStory job, Instant at) {
    open(job).ifPresent(each -> open[job.number()] = each.began(at, began.host()));
  }

  /** A batch system took it off its machine. */
  void left(JobStory job) {
    open(job).ifPresent(each -> open[job.number()] = each.queued());
  }

  /** It is over. */
  void ended(JobStory job, Optional<PlannedNode> node, End end) {
    Optional<Open> attempt = open(job);
    if (attempt.isPresent()) {
      open[job.number()] = null;
      over.add(job, node, attempt.get(), end);
    }
  }

  /** Those that are over, in the order of their ends. */
  Attempts over() {
    return over;
  }

  /** How many run on each machine, as far as it is known where. */
  Map<String, Integer> running() {
    Map<String, Integer> running = new TreeMap<>();
    for (Open each : open) {
      if (each != null && each.began().isPresent()) {
        running.merge(each.host(), 1, Integer::sum);
      }
    }
    return running;
  }
}
