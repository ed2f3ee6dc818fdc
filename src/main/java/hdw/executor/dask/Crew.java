package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.executor.RefusedException;
import hdw.rules.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The workers of a cluster: jobs of the batch system that runs them, followed there as any others.
 */
final class Crew {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int TIMES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 100;
  private static final int LAST_LINES = 5;

  private final ClusterWish wish;
  private final CrewFolder folder;
  private final BatchSystem system;
  private final WorkerBatches batches;
  private final Consumer<String> tell;
  private final Map<String, Worker> workers = new LinkedHashMap<>();

  /** How often in a row a worker of a size did not come, and why the last one did not. */
  private final Map<Size, Failures> failures = new LinkedHashMap<>();

  private Instant notBefore = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private String silence = "";

  private record Failures(int count, String said) {}

  Crew(
      ClusterWish wish,
      CrewFolder folder,
      BatchSystem system,
      WorkerBatches batches,
      Consumer<String> tell) {
    this.wish = wish;
    this.folder = folder;
    this.system = system;
    this.batches = batches;
    this.tell = tell;
  }

  /** Those that take jobs, or will. */
  Stream<Worker> wanted() {
    return workers.values().stream().filter(Worker::isWanted);
  }

  /** Whether nobody is about to leave. */
  boolean areAllStaying() {
    return workers.values().stream()
        .noneMatch(each -> each.isAsked() && each.stage() != Worker.Stage.GONE);
  }

  /** How many of a size take jobs, or will. */
  int count(Size size) {
    return (int) wanted().filter(each -> each.size().equals(size)).count();
  }

  /** Brings more workers of a size, if it is time to; what the batch system says is told. */
  void bring(Size size, int more, Instant now) throws IOException {
    if (more <= 0 || now.isBefore(notBefore)) {
      return;
    }
    var places = new ArrayList<Integer>();
    var taken = new TreeSet<Integer>();
    workers.values().stream()
        .filter(each -> each.end().isEmpty())
        .forEach(each -> taken.add(each.index()));
    int most = Math.min(more, batches.mostAtOnce());
    for (int place = 1; place <= wish.most() && places.size() < most; place++) {
      if (!taken.contains(place)) {
        places.add(place);
      }
    }
    if (places.isEmpty()) {
      return; // those that are leaving have not left
    }
    int number = batches.next();
    folder.write(state(number));
    for (int each : places) {
      var worker = new Worker(batches.key(number, each), each, size, now);
      workers.put(worker.name(), worker);
    }
    try {
      system.submit(batches.submission(number, size, places));
      isWell();
    } catch (RefusedException refused) {
      places.forEach(each -> never(each + "." + number, refused.getMessage(), now));
    } catch (IOException unanswered) {
      // whatever came of it is taken away, since nobody knows
      places.forEach(each -> never(each + "." + number, "", now));
      isSilent(unanswered, now);
    }
  }

  private void never(String name, String said, Instant now) {
    Worker worker = workers.remove(name);
    if (!said.isEmpty()) {
      failed(worker, said, now);
    }
  }

  private void isWell() {
    pause = FIRST_PAUSE;
    silence = "";
  }

  private void isSilent(IOException why, Instant now) {
    String said = String.valueOf(why.getMessage());
    if (!said.equals(silence)) {
      tell.accept("workers for Dask: " + said + "; it is tried again");
      silence = said;
    }
    later(now);
  }

  private void later(Instant now) {
    notBefore = now.plus(pause);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Hears what the batch system says of them. */
  void look(Instant now) {
    try {
      for (Happening each : system.news()) {
        byKey(each.key()).ifPresent(worker -> hear(worker, each, now));
      }
    } catch (IOException unanswered) {
      isSilent(unanswered, now);
    }
  }

  private void hear(Worker worker, Happening happening, Instant now) {
    if (happening instanceof Happening.Queued queued) {
      worker.queuedAs(queued.id());
    } else if (happening instanceof Happening.Began began) {
      worker.started(began.host());
    } else if (happening instanceof Happening.Held held) {
      over(worker, unrun(worker, "it is held: " + held.because()), now);
      remove(List.of(worker), "hdw brings another one");
    } else if (happening instanceof Happening.Ended ended) {
      over(worker, ended.ending(), now);
      if (ended.lingers()) {
        remove(List.of(worker), "hdw has taken note of its end");
      }
    } else if (happening instanceof Happening.Vanished) {
      over(worker, unrun(worker, "the batch system knows nothing of it any more"), now);
    }
  }

  private static Ending unrun(Worker worker, String said) {
    return Ending.unrun(worker.isUseful() ? Verdict.LOST_NODE : Verdict.NOT_STARTED, said);
  }

  private void over(Worker worker, Ending ending, Instant now) {
    boolean failed = !worker.isAsked() && !worker.isUseful();
    worker.over(ending, now);
    if (failed) {
      failed(worker, Losses.words(ending), now);
    }
  }

  private void failed(Worker worker, String said, Instant now) {
    String words = worker.title() + " did no work: " + said + lastWords(worker);
    int before = failures.getOrDefault(worker.size(), new Failures(0, "")).count();
    failures.put(worker.size(), new Failures(before + 1, words));
    if (before == 0) {
      tell.accept(words);
      later(now);
    }
  }

  /** The end of what a worker printed. */
  private String lastWords(Worker worker) {
    List<String> lines = batches.lastErr(worker, LAST_LINES);
    return lines.isEmpty() ? "" : ":\n    " + String.join("\n    ", lines);
  }

  /** Why no worker of a size comes, where it was tried often enough; nothing while one may. */
  Optional<String> hopeless(Size size) {
    boolean some =
        wanted().anyMatch(each -> each.size().equals(size) && each.stage() == Worker.Stage.JOINED);
    return some
        ? Optional.empty()
        : Optional.ofNullable(failures.get(size))
            .filter(each -> each.count() >= TIMES)
            .map(Failures::said);
  }

  /** Another attempt is made, as after a while. */
  void forgetFailures(Size size) {
    failures.remove(size);
  }

  /** A worker takes jobs. */
  void joined(String name, String host, Instant now) {
    Optional.ofNullable(workers.get(name)).ifPresent(each -> each.joined(host, now));
  }

  /** A job began on a worker, which proves that it is of use. */
  void jobBegan(String name) {
    Optional.ofNullable(workers.get(name))
        .ifPresent(
            each -> {
              each.jobBegan();
              failures.remove(each.size());
            });
  }

  /** A job that had begun on a worker is over. */
  void jobEnded(String name, Instant now) {
    Optional.ofNullable(workers.get(name)).ifPresent(each -> each.jobEnded(now));
  }

  /** A worker takes no jobs any more. */
  void left(String name, boolean asked) {
    Optional.ofNullable(workers.get(name))
        .ifPresent(
            each -> {
              if (asked) {
                each.ask();
              }
              each.gone();
            });
  }

  /** The worker of a name. */
  Optional<Worker> worker(String name) {
    return Optional.ofNullable(workers.get(name));
  }

  private Optional<Worker> byKey(AttemptKey key) {
    return workers.values().stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /** Takes some out of the queue; where nobody answers the next look comes back to it. */
  void remove(Collection<Worker> leaving, String because) {
    leaving.forEach(Worker::ask);
    try {
      system.remove(leaving.stream().map(Worker::key).toList(), because);
    } catch (IOException unanswered) {
      isSilent(unanswered, Instant.now());
    }
  }

  /**
   * Forgets those that are over, but for some of which somebody still wants to know how: the
   * scheduler may tell later than the batch system that one has gone.
   */
  void forget(Collection<String> needed, Instant now) {
    workers
        .values()
        .removeIf(
            each ->
                each.stage() == Worker.Stage.GONE
                    && each.wasOverAt(now.minus(REMEMBERED))
                    && !needed.contains(each.name()));
  }

  /**
   * Takes all workers of this run out of the queue, and waits until they have gone.
   *
   * @return whether they have
   */
  boolean removeAll(String because, Duration longest) {
    workers.values().forEach(Worker::ask);
    Instant until = Instant.now().plus(longest);
    boolean told = false;
    while (true) {
      try {
        told = told || system.removeAll(because) >= 0;
        look(Instant.now());
        if (system.present().isEmpty()) {
          look(Instant.now());
          return true;
        }
      } catch (IOException unanswered) {
        isSilent(unanswered, Instant.now());
      }
      if (Instant.now().isAfter(until) || !pause()) {
        return false;
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes down how many there are, for those who ask without a driver. */
  void note() throws IOException {
    CrewFolder.State now = state(batches.last());
    if (!folder.state().equals(Optional.of(now))) {
      folder.write(now);
    }
  }

  private CrewFolder.State state(int submissions) {
    Optional<Worker> waiter =
        wanted().filter(each -> each.stage() == Worker.Stage.QUEUED).findFirst();
    return new CrewFolder.State(
        wish.executor(),
        submissions,
        (int) wanted().filter(each -> each.stage() == Worker.Stage.JOINED).count(),
        (int) wanted().filter(each -> each.stage() != Worker.Stage.JOINED).count(),
        wish.most(),
        waiter.map(Worker::index).orElse(0),
        waiter.map(each -> each.key().attempt()).orElse(0),
        failures.values().stream().map(Failures::said).findFirst().orElse(""));
  }

  /** Why a worker that waits does not start, in the batch system's own words. */
  Optional<String> whyWaiting() throws IOException {
    Optional<Worker> waiter =
        wanted().filter(each -> each.stage() == Worker.Stage.QUEUED).findFirst();
    return waiter.isEmpty() ? Optional.empty() : system.whyWaiting(waiter.get().key());
  }

  void close() throws IOException {
    system.close();
  }
}
