package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.executor.JobMarks;
import hdw.executor.RefusedException;
import hdw.executor.Sightings;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A cluster at work: the scheduler behind its bridge, the crew of workers, and the jobs that they
 * were given. Whoever calls it does so one after the other, and often calls {@link #look}.
 */
final class LiveCluster {
  private static final int MOST_RESTARTS = 3;

  /** Jobs in one line to the bridge. */
  private static final int AT_ONCE = 1000;

  private static final Duration FOR_A_RECORD = Duration.ofSeconds(15);
  private static final Duration BEFORE_REMOVAL = Duration.ofSeconds(3);
  private static final Duration TO_LEAVE = Duration.ofSeconds(30);

  private final Path run;
  private final Crew crew;
  private final Scheduling scheduling;
  private final Scaling scaling;
  private final Sightings sightings;
  private final Consumer<String> tell;
  private final Backlog backlog = new Backlog();
  private final Map<String, Loss> losses = new LinkedHashMap<>();
  private int restarts;

  /** A worker that went away under its jobs, and how long its batch record is waited for. */
  private record Loss(Report.Left left, Instant at) {
    /** With jobs of which it was heard late that they had begun there. */
    Loss and(Loss later) {
      var running = new ArrayList<>(left.running());
      running.addAll(later.left.running());
      return new Loss(new Report.Left(left.worker(), running, left.because(), left.said()), at);
    }
  }

  /**
   * A cluster.
   *
   * @param run the run's folder
   * @param sightings where it is noted what happens to jobs
   * @param tell is given what people are to read
   */
  LiveCluster(
      Path run,
      ClusterWish wish,
      Crew crew,
      Scheduling scheduling,
      Sightings sightings,
      Consumer<String> tell) {
    this.run = run;
    this.crew = crew;
    this.scheduling = scheduling;
    this.scaling = new Scaling(wish, crew, backlog, scheduling);
    this.sightings = sightings;
    this.tell = tell;
  }

  /** Takes jobs. */
  void submit(List<DaskJob> jobs) throws IOException {
    for (DaskJob each : jobs) {
      sightings.meet(each.key(), each.key().token());
    }
    give(backlog.add(jobs));
    scaling.look(Instant.now());
  }

  private void give(List<DaskJob> jobs) {
    for (int from = 0; from < jobs.size(); from += AT_ONCE) {
      List<DaskJob> some = jobs.subList(from, Math.min(jobs.size(), from + AT_ONCE));
      // where nobody hears it, the bridge has ended: it is told again to the next one
      scheduling.tell(new Order.Submit(some.stream().map(DaskJob::order).toList()));
    }
  }

  /** Why jobs of a size cannot run; nothing where they may. */
  Optional<String> refusal(Size size) {
    return scaling.refusal(size, Instant.now());
  }

  /** Hears what happened, and does what is to be done about it. */
  void look() throws IOException {
    Instant now = Instant.now();
    Optional<Report> report = scheduling.next();
    while (report.isPresent()) {
      hear(report.get(), now);
      report = scheduling.next();
    }
    crew.look(now);
    settleLosses(now);
    giveUpHopeless();
    scaling.look(now);
    crew.forget(losses.keySet(), now);
    crew.note();
  }

  private void hear(Report report, Instant now) {
    if (report instanceof Report.Began began) {
      backlog.began(began.key(), began.worker());
      crew.jobBegan(began.worker());
      sightings.note(new Happening.Began(began.key(), began.host(), 0, began.at()));
    } else if (report instanceof Report.Ended ended) {
      restarts = 0;
      over(ended.key(), ended.ending());
    } else if (report instanceof Report.Joined joined) {
      crew.joined(joined.worker(), joined.host(), now);
    } else if (report instanceof Report.Left left) {
      crew.left(left.worker(), left.because() != Report.Cause.LOST);
      if (!left.running().isEmpty()) {
        losses.merge(left.worker(), new Loss(left, now), Loss::and);
      }
    } else if (report instanceof Report.Said said) {
      tell.accept("Dask: " + said.line());
    } else if (report instanceof Report.Over over) {
      lost(over);
    }
  }

  private void over(AttemptKey key, Ending ending) {
    backlog.over(key).ifPresent(each -> crew.jobEnded(each, Instant.now()));
    sightings.note(new Happening.Ended(key, ending, false));
    give(backlog.release());
  }

  /** A worker that still has a batch job is told to go: its jobs are not to run beside new ones. */
  private void settleLosses(Instant now) {
    for (Loss loss : List.copyOf(losses.values())) {
      String name = loss.left().worker();
      Optional<Worker> worker = crew.worker(name);
      Optional<Ending> record = worker.flatMap(Worker::end);
      Duration waited = Duration.between(loss.at(), now);
      if (record.isPresent() || worker.isEmpty() || waited.compareTo(FOR_A_RECORD) > 0) {
        losses.remove(name);
        end(loss.left(), worker.map(Worker::title).orElse("worker " + name), record);
      } else if (waited.compareTo(BEFORE_REMOVAL) > 0 && !worker.get().isAsked()) {
        crew.remove(List.of(worker.get()), "it left its scheduler");
      }
    }
  }

  private void end(Report.Left left, String title, Optional<Ending> record) {
    var departure = new Losses.Departure(title, left.because(), left.said(), record);
    for (Report.Cut each : left.running()) {
      Optional<DaskJob> job = backlog.job(each.key());
      if (job.isPresent()) {
        Ending ending = Losses.of(job.get(), each, left.running(), departure);
        over(each.key(), noted(each.key()).orElse(ending));
      }
    }
  }

  /** How an attempt ended, where it noted that itself before anybody ended it. */
  private Optional<Ending> noted(AttemptKey key) {
    return marks(key).flatMap(LiveCluster::ending);
  }

  private Optional<JobMarks> marks(AttemptKey key) {
    try {
      return JobMarks.read(run, key);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The ending that an attempt noted; nothing where it did not come to its end by itself. */
  static Optional<Ending> ending(JobMarks marks) {
    return marks.exit().isEmpty() || marks.stopped()
        ? Optional.empty()
        : Optional.of(new Ending(marks.exit(), Verdict.ENDED, "", marks.memory(), marks.ran()));
  }

  /** Jobs for which no worker comes do not wait for ever. */
  private void giveUpHopeless() {
    for (Size size : Set.copyOf(backlog.sizes())) {
      Optional<String> why = crew.hopeless(size);
      if (why.isPresent()) {
        List<AttemptKey> waiting =
            backlog.open().stream()
                .filter(each -> each.size().equals(size) && !backlog.hasBegun(each.key()))
                .map(DaskJob::key)
                .toList();
        forget(waiting, Ending.unrun(Verdict.NOT_STARTED, why.get()));
      }
    }
  }

  private void forget(List<AttemptKey> waiting, Ending ending) {
    if (!waiting.isEmpty()) {
      scheduling.tell(new Order.Cancel(waiting, ending.said()));
      waiting.forEach(each -> over(each, ending));
    }
  }

  /** The bridge has ended, and the scheduler with it: another one takes what had not begun. */
  private void lost(Report.Over over) {
    String words = "Dask's scheduler ended" + over.how();
    tell.accept(words + lastWords(over));
    boolean gone = crew.removeAll("its scheduler is gone", TO_LEAVE);
    losses.clear();
    for (DaskJob each : backlog.open()) {
      Optional<JobMarks> marks = marks(each.key());
      if (marks.isPresent() || backlog.hasBegun(each.key())) {
        over(
            each.key(),
            marks.flatMap(LiveCluster::ending).orElseGet(() -> unseen(marks, words, gone)));
      }
    }
    restart(backlog.open().stream().filter(each -> backlog.isGoing(each.key())).toList(), words);
  }

  private static Ending unseen(Optional<JobMarks> marks, String words, boolean gone) {
    return new Ending(
        OptionalInt.empty(),
        Verdict.LOST_NODE,
        words + (gone ? "" : "; its workers may still be there"),
        marks.flatMap(JobMarks::memory),
        marks.map(JobMarks::ran).orElse(Duration.ZERO));
  }

  /** What one says that was killed has nothing to do with that. */
  private static String lastWords(Report.Over over) {
    return over.lastWords().isEmpty() || over.isKilled()
        ? ""
        : ":\n    " + String.join("\n    ", over.lastWords().lines().toList());
  }

  private void restart(List<DaskJob> again, String words) {
    String why = words;
    for (restarts++; restarts <= MOST_RESTARTS; restarts++) {
      try {
        scheduling.open();
        give(again);
        return;
      } catch (IOException unlucky) {
        why = String.valueOf(unlucky.getMessage());
      } catch (RefusedException hopeless) {
        why = String.valueOf(hopeless.getMessage());
        break;
      }
    }
    Ending ending = Ending.unrun(Verdict.NOT_STARTED, why);
    backlog.open().forEach(each -> over(each.key(), ending));
  }

  /** Whether a scheduler takes jobs. */
  boolean isOpen() {
    return scheduling.isAlive();
  }

  /** Opens a scheduler where there is none, as after one that could not be opened. */
  void open() throws IOException, RefusedException {
    scheduling.open();
  }

  /** Ends attempts: those that run are ended, others forgotten. */
  void remove(Collection<AttemptKey> keys, String because) {
    List<AttemptKey> own = keys.stream().filter(each -> backlog.job(each).isPresent()).toList();
    List<AttemptKey> held = own.stream().filter(each -> !backlog.isGoing(each)).toList();
    held.forEach(each -> over(each, Ending.unrun(Verdict.REMOVED, because)));
    List<AttemptKey> going = own.stream().filter(backlog::isGoing).toList();
    if (!going.isEmpty()) {
      scheduling.tell(new Order.Cancel(going, because));
    }
  }

  /** The attempts that are not over. */
  Set<AttemptKey> present() {
    return backlog.open().stream().map(DaskJob::key).collect(Collectors.toSet());
  }

  /** Ends everything, and waits until no worker is left; says whether none is. */
  boolean end(String because) throws IOException {
    scheduling.close();
    Optional<Report> report = scheduling.next();
    while (report.isPresent()) {
      if (report.get() instanceof Report.Ended ended) {
        over(ended.key(), ended.ending());
      }
      report = scheduling.next();
    }
    boolean gone = crew.removeAll(because, TO_LEAVE);
    for (DaskJob each : backlog.open()) {
      Ending removed = Ending.unrun(Verdict.REMOVED, because);
      over(each.key(), noted(each.key()).orElse(removed));
    }
    crew.close();
    return gone;
  }
}
