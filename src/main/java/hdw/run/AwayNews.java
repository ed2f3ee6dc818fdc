package hdw.run;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.plan.JobInput.JobRef;
import hdw.rules.Verdict;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes down what batch systems say of attempts.
 *
 * <p>An attempt that ended well whose outputs cannot be seen yet is looked at again a few times: a
 * network file system shows on one machine what was written on another one some seconds later.
 */
final class AwayNews {
  private static final List<Duration> PATIENCE =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  private final Course course;
  private final Judge judge;
  private final Desks desks;
  private final Map<String, Attempt> running;
  private final RunObserver observer;
  private final List<AttemptKey> lingering = new ArrayList<>();
  private final Map<AttemptKey, Late> late = new LinkedHashMap<>();

  /** Machines by name: one text each, however many jobs run there. */
  private final Map<String, String> hosts = new HashMap<>();

  private final QueueWatch queues;
  private final EarlyEnds early;

  /**
   * @param running the attempts under way by job; changed here
   */
  AwayNews(
      Course course, Judge judge, Desks desks, Map<String, Attempt> running, RunObserver observer) {
    this.course = course;
    this.judge = judge;
    this.desks = desks;
    this.running = running;
    this.observer = observer;
    this.queues = new QueueWatch(course.plan(), course, observer);
    this.early = new EarlyEnds(course, running);
  }

  /** An attempt that is over. */
  record Over(Attempt attempt, Ending ending) {}

  /** One that ended well, and whose outputs are still looked for. */
  private record Late(Happening.Ended ended, int looks, Instant next) {}

  /** Does what a word asks for; gives the attempts that are over, in order. */
  List<Over> hear(Word word, Instant now) throws IOException {
    if (word instanceof Word.News news) {
      return hear(news, now);
    } else if (word instanceof Word.Refused refused) {
      Ending ending = refusal(refused.said());
      return refused.keys().stream()
          .flatMap(each -> waitingFor(each).stream())
          .map(each -> new Over(each, ending))
          .toList();
    } else if (word instanceof Word.Taken taken) {
      course.apply(taken.submitted());
      observer.submitted(taken.submitted());
    } else if (word instanceof Word.Noted noted) {
      course.apply(noted.event());
    } else if (word instanceof Word.Told told) {
      observer.told(told.line());
    } else if (word instanceof Word.Broken broken) {
      throw broken.bug();
    }
    return List.of();
  }

  /**
   * The ends of the attempts that end with their driver, as that is leaving; who was told of none
   * was not submitted any more.
   */
  List<Over> lastEnds(Collection<Word> told) {
    Map<AttemptKey, Ending> ends = new HashMap<>();
    for (Word word : told) {
      if (word instanceof Word.News news) {
        for (Happening each : news.happenings()) {
          if (each instanceof Happening.Ended ended) {
            ends.put(each.key(), ended.ending());
          }
        }
      }
    }
    Ending unsent = Ending.unrun(Verdict.REMOVED, "it was not submitted any more");
    var over = new ArrayList<Over>();
    for (Attempt each : running.values()) {
      each.away().ifPresent(it -> over.add(new Over(each, ends.getOrDefault(it.key(), unsent))));
    }
    running.values().removeIf(each -> each.away().isPresent());
    return over;
  }

  /** Writes down what was taken while the driver was leaving. */
  void noteTaken(Word word) throws IOException {
    if (word instanceof Word.Taken taken) {
      course.apply(taken.submitted());
    }
  }

  /** The ending of an attempt that a batch system does not take. */
  private static Ending refusal(String said) {
    return Ending.unrun(Verdict.NOT_STARTED, said);
  }

  private List<Over> hear(Word.News news, Instant now) throws IOException {
    var over = new ArrayList<Over>();
    for (Happening each : news.happenings()) {
      Optional<Attempt> attempt = waitingFor(each.key());
      if (attempt.isPresent()) {
        hear(each, attempt.get(), now).ifPresent(over::add);
      } else {
        hearOfOther(each);
      }
    }
    return over;
  }

  private Optional<Over> hear(Happening happening, Attempt attempt, Instant now)
      throws IOException {
    if (happening instanceof Happening.Queued queued) {
      boolean spooled = desks.of(queued.key()).map(Desk::isSpooled).orElse(false);
      desks.logs().queued(attempt, queued.id(), spooled);
    } else if (happening instanceof Happening.Began began) {
      desks.logs().began(attempt, began.restarts());
      begin(attempt, began);
    } else if (happening instanceof Happening.Requeued requeued) {
      course.apply(new Event.Requeued(attempt.id(), attempt.number(), requeued.because()));
      course.queued(attempt.job());
    } else if (happening instanceof Happening.Held held) {
      hold(attempt, held);
    } else if (happening instanceof Happening.Vanished) {
      lose(attempt, "the batch system knows nothing of it (any more)");
    } else if (happening instanceof Happening.Ended ended) {
      return end(attempt, ended, now);
    }
    return Optional.empty();
  }

  private void begin(Attempt attempt, Happening.Began began) throws IOException {
    Away before = attempt.away().orElseThrow();
    String host = hosts.computeIfAbsent(began.host(), first -> first);
    var now = new Away(before.key(), host, began.restarts());
    boolean runs = course.stage().standing(attempt.job()) == Standing.RUNNING;
    if (runs && now.equals(before)) {
      return; // said before
    }
    running.put(attempt.id(), attempt.with(now));
    course.apply(new Event.Began(attempt.id(), attempt.number(), host, began.restarts()));
    course.started(attempt.job());
    observer.started(attempt.job().node(), attempt.id());
  }

  private void hold(Attempt attempt, Happening.Held held) throws IOException {
    Optional<String> before = course.story(attempt.job()).flatMap(JobStory::heldBecause);
    if (!before.equals(Optional.of(held.because()))) {
      course.apply(new Event.Held(attempt.id(), attempt.number(), held.because()));
      course.queued(attempt.job());
      observer.told(attempt.id() + " is held: " + held.because());
    }
  }

  /** An attempt came to nothing, for no fault of its own. */
  private void lose(Attempt attempt, String because) throws IOException {
    course.apply(new Event.Lost(attempt.id(), attempt.number(), because));
    over(attempt);
    course.reopen(attempt.job());
  }

  private void over(Attempt attempt) {
    running.remove(attempt.id());
    AttemptKey key = attempt.away().orElseThrow().key();
    desks.of(key).ifPresent(each -> each.forget(key));
    late.remove(key);
    early.forget(key);
  }

  private Optional<Over> end(Attempt told, Happening.Ended ended, Instant now) throws IOException {
    if (early.keeps(told, ended)) {
      return Optional.empty();
    }
    Optional<Attempt> settled = early.settled(told);
    if (settled.isEmpty()) {
      lose(told, "it was submitted ahead of a result that another attempt has to give");
      return Optional.empty();
    }
    Attempt attempt = settled.get();
    Ending ending = ended.ending();
    Optional<Late> before = Optional.ofNullable(late.get(ended.key()));
    if (before.isPresent() && before.get().next().isAfter(now)) {
      return Optional.empty(); // said twice: it is looked for at its time
    }
    int looks = before.map(Late::looks).orElse(0);
    if (Judge.isWell(ending) && looks < PATIENCE.size() && judge.done(attempt, ending).isEmpty()) {
      late.put(ended.key(), new Late(ended, looks + 1, now.plus(PATIENCE.get(looks))));
      return Optional.empty();
    }
    late.remove(ended.key());
    if (ended.lingers()) {
      lingering.add(ended.key());
    }
    return Optional.of(new Over(attempt, ending));
  }

  /** News of an attempt that nobody waits for: one that was told to go, or a stranger. */
  private void hearOfOther(Happening happening) throws IOException {
    boolean isOver =
        happening instanceof Happening.Ended || happening instanceof Happening.Vanished;
    if (isOver) {
      for (Desk each : desks.open()) {
        Optional<JobRef> free = each.gone(happening.key()).flatMap(course.plan()::job);
        if (free.isPresent()) {
          offer(free.get());
        }
      }
    }
  }

  private void offer(JobRef job) throws IOException {
    if (course.stage().standing(job) == Standing.OPEN) {
      course.reopen(job);
    }
  }

  /** The ends that came before those of what their jobs take from, and whose time has come. */
  Word.News ripe() {
    return new Word.News(early.ripe());
  }

  /** How long until the outputs of some attempt are looked for again, or a queue is looked at. */
  Optional<Duration> untilNext(Instant now) {
    Stream<Duration> looks = late.values().stream().map(each -> Until.of(each.next(), now));
    return Stream.concat(looks, queues.untilNext(running.values(), now).stream())
        .min(Duration::compareTo);
  }

  /** The endings whose outputs are to be looked for again now, and of what waited too long. */
  Word.News dueLooks(Instant now) {
    var endings = new ArrayList<Happening>(queues.overdue(running.values(), now));
    late.values().stream()
        .filter(each -> !each.next().isAfter(now))
        .map(Late::ended)
        .forEach(endings::add);
    return new Word.News(endings);
  }

  /** Has batch systems remove what is over for hdw; what was written down of it is on its way. */
  void removeWhatLingers() throws IOException {
    if (!lingering.isEmpty()) {
      course.flush();
      for (Desk each : desks.open()) {
        each.remove(List.copyOf(lingering));
      }
      lingering.clear();
    }
  }

  private Optional<Attempt> waitingFor(AttemptKey key) {
    for (Desk each : desks.open()) {
      Optional<Attempt> attempt = each.job(key).map(running::get);
      if (attempt.isPresent()) {
        return attempt.filter(it -> it.away().isPresent() && it.away().get().key().equals(key));
      }
    }
    return Optional.empty();
  }

  /** Takes attempts away that nobody waits for any more, with one order for each batch system. */
  void withdraw(List<Attempt> attempts, String because) {
    Map<Desk, List<Attempt>> byDesk = new LinkedHashMap<>();
    for (Attempt each : attempts) {
      AttemptKey key = each.away().orElseThrow().key();
      late.remove(key);
      desks
          .of(key)
          .ifPresent(desk -> byDesk.computeIfAbsent(desk, of -> new ArrayList<>()).add(each));
    }
    byDesk.forEach((desk, own) -> desk.withdraw(own, because));
  }

  /** Takes back into hdw's own hands what is in a queue and has not begun. */
  void withdrawQueued(Predicate<JobRef> which, String because) throws IOException {
    var withdrawn = new ArrayList<Attempt>();
    for (Attempt each : List.copyOf(running.values())) {
      boolean queued =
          each.away().isPresent() && course.stage().standing(each.job()) == Standing.QUEUED;
      if (queued && which.test(each.job())) {
        course.apply(new Event.Lost(each.id(), each.number(), because));
        running.remove(each.id());
        course.reopen(each.job());
        withdrawn.add(each);
      }
    }
    course.flush();
    withdraw(withdrawn, because);
  }

  /** Ends all attempts that batch systems have; news of their ends will come. */
  void endAll(String because) throws IOException {
    course.flush();
    for (Desk each : desks.open()) {
      each.endAll(because);
    }
  }
}
