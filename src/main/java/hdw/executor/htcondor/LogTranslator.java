package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import hdw.rules.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tells what events of a user log say of attempts of hdw, which are known by the notes of their
 * submission.
 *
 * <p>An attempt that is over is forgotten once it left the queue: what comes later is of nobody. It
 * is known anew when its submission is read anew.
 */
final class LogTranslator {
  private static final int SUBMITTED = 0;
  private static final int BEGAN = 1;
  private static final int EVICTED = 4;
  private static final int TERMINATED = 5;
  private static final int SHADOW_FAILED = 7;
  private static final int REMOVED = 9;
  private static final int HELD = 12;
  private static final int RELEASED = 13;
  private static final int RECONNECTION_FAILED = 24;
  private static final int CLUSTER_SUBMITTED = 35;
  private static final int CLUSTER_REMOVED = 36;

  /** What is written of a cluster that was removed before all its jobs were made. */
  private static final String CUT_SHORT = "Incomplete";

  /** What condor_rm writes: whose it is, or that no reason was given. */
  private static final Pattern BY_PERSON =
      Pattern.compile("via condor_rm\\b.*|.*\\(by user [^)]*\\)");

  private final Map<Job, LoggedAttempt> attempts = new HashMap<>();
  private final Map<AttemptKey, Job> jobs = new HashMap<>();
  private final Map<String, Set<Integer>> clusters = new HashMap<>();
  private final Set<Integer> cutShort = new HashSet<>();
  private boolean hasGap;

  /** What events say of attempts of hdw, in their order; events of others are passed over. */
  synchronized List<Happening> translate(List<LogEvent> events) {
    var happened = new ArrayList<Happening>();
    for (LogEvent each : events) {
      said(each).ifPresent(happened::add);
    }
    return happened;
  }

  /**
   * Whether, since this was last asked, something was said that leaves the fate of attempts open: a
   * job ran of whose submission nothing was read, or a cluster went without having made all jobs.
   */
  synchronized boolean hasMetGap() {
    boolean met = hasGap;
    hasGap = false;
    return met;
  }

  /** Whether what became of a submission was removed before all its jobs were made. */
  synchronized boolean isCutShort(String token) {
    Set<Integer> made = clusters(token);
    return !made.isEmpty() && cutShort.containsAll(made);
  }

  /** How the pool names an attempt, such as {@code 4137.0}, until it left the queue. */
  synchronized Optional<String> id(AttemptKey key) {
    return Optional.ofNullable(jobs.get(key)).map(Job::id);
  }

  /** The attempt that is a job of the pool, until it left the queue. */
  synchronized Optional<AttemptKey> key(int cluster, int proc) {
    return Optional.ofNullable(attempts.get(new Job(cluster, proc))).map(LoggedAttempt::key);
  }

  /** The clusters that a submission became: more than one where it was repeated. */
  synchronized Set<Integer> clusters(String token) {
    return Collections.unmodifiableSet(new TreeSet<>(clusters.getOrDefault(token, Set.of())));
  }

  private Optional<Happening> said(LogEvent event) {
    Job job = new Job(event.cluster(), event.proc());
    if (event.number() == SUBMITTED || event.number() == CLUSTER_SUBMITTED) {
      return submitted(event, job);
    }
    if (event.number() == CLUSTER_REMOVED) {
      removedCluster(event);
      return Optional.empty();
    }
    LoggedAttempt attempt = attempts.get(job);
    if (attempt == null) {
      hasGap |= event.number() == BEGAN || event.number() == TERMINATED;
      return Optional.empty();
    }
    boolean gone = event.number() == TERMINATED || event.number() == REMOVED;
    Optional<Happening> said = attempt.isOver() ? Optional.empty() : said(event, attempt);
    if (gone) {
      forget(job);
    }
    return said;
  }

  /** A cluster whose jobs come bit by bit carries the notes of its first job as well. */
  private Optional<Happening> submitted(LogEvent event, Job job) {
    Optional<AttemptKey> key =
        event.body().stream().flatMap(line -> AttemptKey.parse(line).stream()).findFirst();
    key.ifPresent(
        each -> clusters.computeIfAbsent(each.token(), t -> new TreeSet<>()).add(event.cluster()));
    if (event.number() == CLUSTER_SUBMITTED) {
      return Optional.empty();
    }
    forget(job);
    return key.map(
        each -> {
          attempts.put(job, new LoggedAttempt(each));
          jobs.put(each, job);
          return new Happening.Queued(each, job.id());
        });
  }

  private void removedCluster(LogEvent event) {
    if (event.body().stream().anyMatch(line -> line.strip().equals(CUT_SHORT))) {
      cutShort.add(event.cluster());
      hasGap = true;
    }
  }

  private void forget(Job job) {
    LoggedAttempt attempt = attempts.remove(job);
    if (attempt != null) {
      jobs.remove(attempt.key(), job);
    }
  }

  private static Optional<Happening> said(LogEvent event, LoggedAttempt attempt) {
    attempt.measure(EventText.memory(event));
    return switch (event.number()) {
      case BEGAN -> Optional.of(began(event, attempt));
      case EVICTED, SHADOW_FAILED, RECONNECTION_FAILED -> Optional.of(requeued(event, attempt));
      case TERMINATED -> Optional.of(terminated(event, attempt));
      case REMOVED -> Optional.of(removed(event, attempt));
      case HELD -> Optional.of(held(event, attempt));
      case RELEASED -> Optional.of(released(event, attempt));
      default -> Optional.empty();
    };
  }

  private static Happening began(LogEvent event, LoggedAttempt attempt) {
    int restarts = attempt.begin(event.time());
    return new Happening.Began(attempt.key(), EventText.host(event), restarts, event.time());
  }

  private static Happening requeued(LogEvent event, LoggedAttempt attempt) {
    attempt.stop(event.time());
    return new Happening.Requeued(attempt.key(), EventText.reason(event));
  }

  private static Happening terminated(LogEvent event, LoggedAttempt attempt) {
    attempt.stop(event.time());
    return new Happening.Ended(
        attempt.key(), attempt.endedByItself(EventText.exit(event), EventText.ran(event)), false);
  }

  /** A limit counts only for what ran: jobs are also removed for having waited too long. */
  private static Happening removed(LogEvent event, LoggedAttempt attempt) {
    attempt.stop(event.time());
    String reason = EventText.reason(event);
    Verdict verdict =
        BY_PERSON.matcher(reason).matches() || !attempt.mayHaveHitLimit()
            ? Verdict.REMOVED
            : Wording.limit(reason).orElse(Verdict.REMOVED);
    return new Happening.Ended(attempt.key(), attempt.endedBySystem(verdict, reason), false);
  }

  private static Happening held(LogEvent event, LoggedAttempt attempt) {
    attempt.stop(event.time());
    String reason = EventText.reason(event);
    EventText.HoldCode code = EventText.holdCode(event);
    Optional<Verdict> verdict = Holds.verdict(code.code(), code.subcode(), reason);
    if (verdict.isEmpty()) {
      attempt.hold(true);
      return new Happening.Held(attempt.key(), reason);
    }
    if (verdict.get() == Verdict.OUT_OF_MEMORY) {
      attempt.measure(EventText.toldMemory(reason));
    }
    return new Happening.Ended(attempt.key(), attempt.endedBySystem(verdict.get(), reason), true);
  }

  private static Happening released(LogEvent event, LoggedAttempt attempt) {
    attempt.hold(false);
    return new Happening.Requeued(attempt.key(), "released: " + EventText.reason(event));
  }

  /** A job of the pool. */
  private record Job(int cluster, int proc) {
    String id() {
      return cluster + "." + proc;
    }
  }
}
