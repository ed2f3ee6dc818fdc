package hdw.run;

import hdw.executor.Acceptance;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.BatchSystem;
import hdw.executor.Happening;
import hdw.executor.NodeSettings;
import hdw.executor.Packing;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import hdw.model.Executor;
import hdw.run.Complaints.About;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Talks to a batch system on threads of its own, so that the driver never waits for one: a thread
 * gives orders one after the other and another one listens. What comes of it is told as words.
 *
 * <p>An order that fails, since the system does not answer, is given again, later and later;
 * nothing is submitted again before it is known what became of a submission.
 */
final class Counter {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration BETWEEN_THOUGHTS = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_LEAVE = Duration.ofSeconds(10);

  private final Executor executor;
  private final BatchSystem system;
  private final Terms terms;
  private final Consumer<Word> words;
  private final Complaints complaints;
  private final Clock clock;
  private final CrossChecks checks;
  private final Duties orders;
  private final Duties ears;

  /** The submissions of this driver, whatever became of them. */
  private final Set<String> own = ConcurrentHashMap.newKeySet();

  /** What is on its way into the queue, and still wanted there. */
  private final Set<AttemptKey> pending = ConcurrentHashMap.newKeySet();

  private final Set<String> warned = new HashSet<>();

  /** In milliseconds of the clock; 0 while nothing is being submitted. */
  private volatile long submittingSince;

  /** What was in the queue, and whose end is waited for. */
  private final Set<AttemptKey> known = ConcurrentHashMap.newKeySet();

  /**
   * What all submissions of a run share.
   *
   * @param workFolder where commands run
   * @param timing the time in which they are followed
   */
  record Terms(RunFolder folder, Path workFolder, Timing timing) {}

  /** A submission and its attempts. */
  private record Order(Submission submission, List<AttemptKey> keys) {}

  Counter(Executor executor, BatchSystem system, Terms terms, Consumer<Word> words) {
    this.executor = executor;
    this.system = system;
    this.terms = terms;
    this.words = words;
    this.complaints = new Complaints(system.name(), line -> words.accept(new Word.Told(line)));
    this.clock = terms.timing().clock();
    this.checks = new CrossChecks(clock.instant());
    this.orders = terms.timing().duties(bug -> words.accept(new Word.Broken(bug)));
    this.ears = terms.timing().duties(bug -> words.accept(new Word.Broken(bug)));
    ears.later(() -> listen(FIRST_PAUSE), BETWEEN_LOOKS);
    orders.repeat(this::crossCheck, BETWEEN_THOUGHTS);
  }

  /** How the batch system takes jobs. */
  Acceptance acceptance() {
    return system.acceptance();
  }

  /** A submission of this run. */
  Submission submission(String token, Batch batch, NodeSettings settings) {
    RunFolder folder = terms.folder();
    return new Submission(folder.path(), folder.name(), token, terms.workFolder(), batch, settings);
  }

  /** Packs what travels with jobs. */
  Packing packing() {
    return new Packing(terms.folder().path(), terms.workFolder());
  }

  /** Submits, soon. */
  void submit(Submission submission, List<AttemptKey> keys) {
    own.add(submission.token());
    pending.addAll(keys);
    var order = new Order(submission, List.copyOf(keys));
    orders.soon(() -> submit(order, FIRST_PAUSE));
  }

  private void submit(Order order, Duration pause) {
    if (!pending.containsAll(order.keys())) {
      drop(order);
      return;
    }
    try {
      submittingSince = clock.millis();
      String id = system.submit(order.submission());
      submittingSince = 0;
      taken(order, id);
      complaints.well(About.SUBMITTING);
    } catch (RefusedException refused) {
      submittingSince = 0;
      words.accept(new Word.Refused(order.keys(), refused.getMessage()));
      complaints.well(About.SUBMITTING);
    } catch (IOException unknown) {
      submittingSince = 0;
      complaints.failed(About.SUBMITTING, unknown);
      orders.later(() -> lookFor(order, pause), pause);
    }
  }

  /** Some of it is not wanted any more: the others go with another submission. */
  private void drop(Order order) {
    order.keys().forEach(pending::remove);
    words.accept(
        new Word.News(
            order.keys().stream().<Happening>map(each -> new Happening.Vanished(each)).toList()));
  }

  private void taken(Order order, String id) {
    awaitEnds(order);
    words.accept(
        new Word.Taken(
            new Event.Submitted(
                order.submission().token(),
                executor.word(),
                order.submission().batch().name(),
                id,
                order.keys().size())));
    system.warnings().stream()
        .filter(warned::add)
        .forEach(each -> words.accept(new Word.Told(system.name() + " warns: " + each)));
  }

  private void awaitEnds(Order order) {
    order.keys().stream().filter(pending::remove).forEach(known::add);
  }

  /** Finds out what became of a submission that was not answered; where nothing did, once more. */
  private void lookFor(Order order, Duration pause) {
    try {
      tellNews();
      List<Happening> found = system.whereabouts(order.keys());
      complaints.well(About.ASKING);
      if (found.stream().allMatch(each -> each instanceof Happening.Vanished)) {
        submit(order, longer(pause));
      } else {
        awaitEnds(order);
        id(found).ifPresent(id -> taken(order, id));
        words.accept(new Word.News(found));
        complaints.well(About.SUBMITTING);
      }
    } catch (IOException unknown) {
      complaints.failed(About.ASKING, unknown);
      orders.later(() -> lookFor(order, longer(pause)), pause);
    }
  }

  /** How people name a submission, where some job of it still waits in the queue. */
  private static Optional<String> id(List<Happening> found) {
    return found.stream()
        .filter(each -> each instanceof Happening.Queued)
        .map(each -> ((Happening.Queued) each).id().replaceFirst("[._][0-9]+$", ""))
        .findFirst();
  }

  /** Asks where attempts stand until somebody answers. */
  void ask(List<AttemptKey> keys) {
    orders.soon(() -> ask(keys, FIRST_PAUSE));
  }

  private void ask(List<AttemptKey> keys, Duration pause) {
    try {
      tellNews();
      List<Happening> found = system.whereabouts(keys);
      known.addAll(keys);
      words.accept(new Word.News(found));
      complaints.well(About.ASKING);
    } catch (IOException unknown) {
      complaints.failed(About.ASKING, unknown);
      orders.later(() -> ask(keys, longer(pause)), pause);
    }
  }

  /** Takes attempts out of the queue, soon; those that are not in it yet never come there. */
  void remove(List<AttemptKey> keys, String because) {
    keys.forEach(pending::remove);
    orders.soon(() -> remove(keys, because, FIRST_PAUSE));
  }

  private void remove(Collection<AttemptKey> keys, String because, Duration pause) {
    try {
      system.remove(keys, because);
      complaints.well(About.REMOVING);
    } catch (IOException failed) {
      complaints.failed(About.REMOVING, failed);
      orders.later(() -> remove(keys, because, longer(pause)), pause);
    }
  }

  /** Takes out of the queue what an earlier driver put there though nobody waits for it. */
  void removeAllBut(Collection<AttemptKey> wanted) {
    orders.soon(() -> removeAllBut(wanted, FIRST_PAUSE));
  }

  private void removeAllBut(Collection<AttemptKey> wanted, Duration pause) {
    try {
      List<AttemptKey> left =
          system.present().stream()
              .filter(each -> !wanted.contains(each) && !own.contains(each.token()))
              .toList();
      if (!left.isEmpty()) {
        system.remove(left, "hdw does not wait for it any more");
      }
      complaints.well(About.REMOVING);
    } catch (IOException failed) {
      complaints.failed(About.REMOVING, failed);
      orders.later(() -> removeAllBut(wanted, longer(pause)), pause);
    }
  }

  /** Lets go what was submitted ahead, soon. */
  void release(Event.Ahead held) {
    orders.soon(() -> release(held, FIRST_PAUSE));
  }

  private void release(Event.Ahead held, Duration pause) {
    try {
      system.ahead().orElseThrow().release();
      words.accept(new Word.Noted(held.released()));
      complaints.well(About.SUBMITTING);
    } catch (IOException failed) {
      complaints.failed(About.SUBMITTING, failed);
      orders.later(() -> release(held, longer(pause)), pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** An attempt is over, or nobody waits for it. */
  void forget(AttemptKey key) {
    pending.remove(key);
    known.remove(key);
  }

  /** Tells what happened, all of it, before anybody is told how it ended. */
  private synchronized void tellNews() throws IOException {
    List<Happening> news = system.news();
    system.told().forEach(line -> words.accept(new Word.Told(line)));
    if (!news.isEmpty()) {
      checks.heard(clock.instant());
      words.accept(new Word.News(news));
    }
  }

  private void listen(Duration pause) {
    if (isSubmitting()) {
      ears.later(() -> listen(pause), BETWEEN_LOOKS);
      return;
    }
    try {
      tellNews();
      if (system.mayHaveMissed()) {
        checks.doubt();
      }
      complaints.well(About.LISTENING);
      ears.later(() -> listen(FIRST_PAUSE), BETWEEN_LOOKS);
    } catch (IOException unreadable) {
      complaints.failed(About.LISTENING, unreadable);
      ears.later(() -> listen(longer(pause)), pause);
    }
  }

  /** While thousands of jobs are submitted nobody is to read of them: it takes twice the time. */
  private boolean isSubmitting() {
    long since = submittingSince;
    return since != 0 && clock.millis() - since < LONGEST_SILENCE.toMillis();
  }

  /** The queue itself is asked now and then, for what the log does not tell. */
  private void crossCheck() {
    if (known.isEmpty() || !checks.areDue(clock.instant())) {
      return;
    }
    try {
      words.accept(new Word.News(system.whereabouts(List.copyOf(known))));
      complaints.well(About.ASKING);
    } catch (IOException unknown) {
      complaints.failed(About.ASKING, unknown);
    }
    checks.checked(clock.instant());
  }

  /** Whether what was submitted here ends with the driver. */
  boolean endsWithDriver() {
    return system.endsWithDriver();
  }

  /**
   * Stops talking and listening, once what was ordered is done. The queue stays as it is, or ends:
   * then how its jobs ended is told at last.
   */
  void close() {
    orders.await(LONGEST_LEAVE);
    ears.close();
    orders.close();
    try {
      system.close();
      if (system.endsWithDriver()) {
        tellNews();
      }
    } catch (IOException unimportant) {
      complaints.failed(About.LISTENING, unimportant);
    }
  }
}
