package hdw.run;

import hdw.executor.Acceptance;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.BatchSystem;
import hdw.executor.RefusedException;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.executor.Submission;
import hdw.model.Executor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Talks to a batch system on threads of its own, so that the driver never waits for one: a thread
 * gives orders one after the other and another one listens. What comes of it is told as words.
 *
 * <p>An order that fails, since the system does not answer, is given again, later and later;
 * nothing is submitted again before it is known what became of a submission.
 */
final class Counter {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final Duration BETWEEN_CROSS_CHECKS = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_LEAVE = Duration.ofSeconds(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Executor executor;
  private final BatchSystem system;
  private final Terms terms;
  private final Consumer<Word> words;
  private final Set<AttemptKey> known = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService orders =
      Executors.newSingleThreadScheduledExecutor(Counter::thread);
  private final ScheduledExecutorService ears =
      Executors.newSingleThreadScheduledExecutor(Counter::thread);
  private volatile String trouble = "";

  /**
   * What all submissions of a run share.
   *
   * @param workFolder where commands run
   */
  record Terms(RunFolder folder, Path workFolder) {}

  Counter(Executor executor, BatchSystem system, Terms terms, Consumer<Word> words) {
    this.executor = executor;
    this.system = system;
    this.terms = terms;
    this.words = words;
    repeat(ears, this::listen, BETWEEN_LOOKS);
    repeat(orders, this::crossCheck, BETWEEN_CROSS_CHECKS);
  }

  private void repeat(ScheduledExecutorService thread, Runnable work, Duration pause) {
    long millis = pause.toMillis();
    var unused =
        thread.scheduleWithFixedDelay(guarded(work), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "batch");
    thread.setDaemon(true);
    return thread;
  }

  /** How the batch system takes jobs. */
  Acceptance acceptance() {
    return system.acceptance();
  }

  /** A submission of this run. */
  Submission submission(String token, Batch batch) {
    RunFolder folder = terms.folder();
    return new Submission(folder.path(), folder.name(), token, terms.workFolder(), batch);
  }

  /** Whether no file of a batch is there with another content; the task's script may change. */
  boolean areFree(List<RenderedFile> files, String task) throws IOException {
    for (RenderedFile each : files) {
      boolean own = !each.path().equals("jobs/" + task + ".sh");
      if (own && Files.exists(terms.folder().file(each.path())) && !terms.folder().holds(each)) {
        return false;
      }
    }
    return true;
  }

  /** Writes the files of a batch, and makes the folders of its logs. */
  void write(RunFolder folder, Rendering rendering) throws IOException {
    for (RenderedFile each : rendering.files()) {
      folder.write(each);
    }
    for (String each : rendering.folders()) {
      Files.createDirectories(folder.file(each));
    }
  }

  /** Submits, soon. */
  void submit(Submission submission, List<AttemptKey> keys) {
    order(() -> submitNow(submission, keys));
  }

  private void submitNow(Submission submission, List<AttemptKey> keys) {
    try {
      String id = system.submit(submission);
      known.addAll(keys);
      words.accept(
          new Word.Taken(
              new Event.Submitted(
                  submission.token(),
                  executor.word(),
                  submission.batch().name(),
                  id,
                  keys.size())));
      well();
    } catch (RefusedException refused) {
      words.accept(new Word.Refused(keys, refused.getMessage()));
    } catch (IOException unknown) {
      tell(unknown);
      askUntilAnswered(keys, FIRST_PAUSE);
    }
  }

  /** Asks where attempts stand until somebody answers. */
  void ask(List<AttemptKey> keys) {
    order(() -> askNow(keys, FIRST_PAUSE));
  }

  private void askUntilAnswered(List<AttemptKey> keys, Duration pause) {
    later(() -> askNow(keys, longer(pause)), pause);
  }

  private void askNow(List<AttemptKey> keys, Duration pause) {
    try {
      words.accept(new Word.News(system.whereabouts(keys)));
      known.addAll(keys);
      well();
    } catch (IOException unknown) {
      tell(unknown);
      askUntilAnswered(keys, pause);
    }
  }

  /** Takes attempts out of the queue, soon. */
  void remove(List<AttemptKey> keys, String because) {
    order(() -> removeNow(keys, because, FIRST_PAUSE));
  }

  private void removeNow(List<AttemptKey> keys, String because, Duration pause) {
    try {
      system.remove(keys, because);
      well();
    } catch (IOException failed) {
      tell(failed);
      later(() -> removeNow(keys, because, longer(pause)), pause);
    }
  }

  private void order(Runnable work) {
    later(work, Duration.ZERO);
  }

  private void later(Runnable work, Duration pause) {
    if (!orders.isShutdown()) {
      var unused = orders.schedule(guarded(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** A thread of the pool would keep an exception to itself. */
  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException bug) {
        words.accept(new Word.Broken(bug));
      }
    };
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Takes out of the queue what belongs to this run though nobody waits for it. */
  void removeAllBut(Collection<AttemptKey> wanted) {
    order(() -> removeAllBut(wanted, FIRST_PAUSE));
  }

  private void removeAllBut(Collection<AttemptKey> wanted, Duration pause) {
    try {
      List<AttemptKey> left =
          system.present().stream().filter(each -> !wanted.contains(each)).toList();
      if (!left.isEmpty()) {
        system.remove(left, "hdw does not wait for it any more");
      }
      well();
    } catch (IOException failed) {
      tell(failed);
      later(() -> removeAllBut(wanted, longer(pause)), pause);
    }
  }

  /** An attempt is over, or nobody waits for it. */
  void forget(AttemptKey key) {
    known.remove(key);
  }

  private void listen() {
    try {
      var news = system.news();
      if (!news.isEmpty()) {
        words.accept(new Word.News(news));
      }
    } catch (IOException unreadable) {
      tell(unreadable);
    }
  }

  /** The queue itself is asked now and then, for what the log does not tell. */
  private void crossCheck() {
    if (!known.isEmpty()) {
      try {
        words.accept(new Word.News(system.whereabouts(List.copyOf(known))));
      } catch (IOException unknown) {
        tell(unknown);
      }
    }
  }

  /** Waits a while for what was ordered so far: held jobs are not to stay in the queue. */
  private void settle() {
    var settled = new CountDownLatch(1);
    order(settled::countDown);
    try {
      var unused = settled.await(LONGEST_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same trouble is told once, until it is over. */
  private void tell(IOException failed) {
    String line = String.valueOf(failed.getMessage());
    if (!line.equals(trouble)) {
      trouble = line;
      words.accept(new Word.Told(line));
    }
  }

  private void well() {
    if (!trouble.isEmpty()) {
      trouble = "";
      words.accept(new Word.Told(system.name() + " answers again"));
    }
  }

  /** Stops talking and listening, once what was ordered is done; the queue stays as it is. */
  void close() {
    settle();
    ears.shutdownNow();
    orders.shutdownNow();
    try {
      system.close();
    } catch (IOException unimportant) {
      tell(unimportant);
    }
  }
}
