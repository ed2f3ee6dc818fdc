package hdw.run;

import hdw.executor.AttemptKey;
import hdw.model.Executor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The desk of each batch system that a run uses, opened when it is first needed. */
final class Desks {
  private final Map<Executor, Desk> desks = new EnumMap<>(Executor.class);
  private final Systems systems;
  private final Counter.Terms terms;
  private final Course course;
  private final Consumer<Word> words;
  private final Tokens tokens;
  private final VanillaLogs logs;

  Desks(Systems systems, Counter.Terms terms, Course course, Consumer<Word> words) {
    this.systems = systems;
    this.terms = terms;
    this.course = course;
    this.words = words;
    this.tokens = new Tokens(terms.folder().token(), course.state().lastToken());
    this.logs = new VanillaLogs(course, terms.folder());
  }

  /** The desk of a batch system. */
  Desk of(Executor executor) throws IOException {
    Desk known = desks.get(executor);
    if (known != null) {
      return known;
    }
    var counter = new Counter(executor, systems.open(executor, terms.folder()), terms, words);
    var desk = new Desk(executor, counter, terms.folder(), course, tokens);
    desks.put(executor, desk);
    return desk;
  }

  /** The desk where an attempt is waited for, or was told to go. */
  Optional<Desk> of(AttemptKey key) {
    for (Desk each : desks.values()) {
      if (each.knows(key)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether an attempt ends with the driver: it stays in no queue. */
  boolean endsWithDriver(Attempt attempt) {
    return attempt.away().flatMap(each -> of(each.key())).filter(Desk::endsWithDriver).isPresent();
  }

  /** The logs of jobs in HiggsDNA's layout. */
  VanillaLogs logs() {
    return logs;
  }

  /** Those that are open. */
  Collection<Desk> open() {
    return desks.values();
  }

  /** When the next submission is due; nothing where none is. */
  Optional<Instant> due() {
    return desks.values().stream().flatMap(each -> each.due().stream()).min(Instant::compareTo);
  }

  /** Submits what is due. */
  List<Attempt> submitDue(Desk.Announcing announcing, Instant now) throws IOException {
    var attempts = new ArrayList<Attempt>();
    for (Desk each : desks.values()) {
      if (each.due().filter(at -> !at.isAfter(now)).isPresent()) {
        attempts.addAll(each.submit(announcing, now));
      }
    }
    return attempts;
  }

  /**
   * Goes on with attempts that an earlier driver submitted, and removes from the queues what it
   * left there and nobody wants.
   *
   * @param unwanted attempts for jobs that are to be made in another way
   * @param used where it submitted
   */
  void adopt(Collection<Attempt> attempts, Collection<Attempt> unwanted, Set<Executor> used)
      throws IOException {
    for (Executor each : used) {
      of(each).adopt(of(each, attempts), of(each, unwanted));
    }
    Optional<Event.Ahead> held = course.state().aheads().toRelease();
    if (held.isPresent()) {
      of(Executor.SLURM).release(held.get());
    }
  }

  private static List<Attempt> of(Executor executor, Collection<Attempt> attempts) {
    return attempts.stream()
        .filter(each -> each.away().isPresent() && each.request().executor() == executor)
        .toList();
  }

  /** Whether an attempt at a job is still being removed somewhere. */
  boolean isLeaving(String job) {
    return desks.values().stream().anyMatch(each -> each.isLeaving(job));
  }

  /** Whether something is still to be submitted, or to be gone. */
  boolean areBusy() {
    return desks.values().stream().anyMatch(Desk::isBusy);
  }

  /** Stops following all of them. */
  void close() {
    desks.values().forEach(Desk::close);
    desks.clear();
  }
}
