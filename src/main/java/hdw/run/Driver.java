package hdw.run;

import hdw.executor.local.Ending;
import hdw.executor.local.Running;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.rules.Verdict;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import hdw.run.RunObserver.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs a plan on this machine: starts what is ready while there are slots, and writes down all that
 * happens.
 *
 * <p>One thread does everything; children that end and a person who stops the run leave a word in
 * its queue.
 */
public final class Driver {
  /** How many jobs that do not fit now are passed over in search of one that does. */
  private static final int MOST_PASSED_OVER = 64;

  /**
   * How to run.
   *
   * @param failFast whether one failed job stops all
   * @param observer hears what happens
   */
  public record Options(Slots slots, boolean failFast, RunObserver observer) {}

  private sealed interface Word {
    record Ended(JobRef job, int exit) implements Word {}

    record Stop() implements Word {}
  }

  private record Attempt(
      JobRef job, int number, Running process, long begun, Parts parts, String upstream) {}

  private final Plan plan;
  private final RunFolder folder;
  private final LocalJobs jobs;
  private final Journal journal;
  private final Freshness freshness;
  private final RunState state;
  private final RunObserver observer;
  private final Options options;
  private final Progress progress;
  private final Readiness readiness;
  private final TaskLimits limits;
  private final Files files;
  private final Upstream upstream;
  private final Map<NodePlan, String[]> results = new HashMap<>();
  private final Map<NodePlan, boolean[]> closed = new HashMap<>();
  private final Map<String, Attempt> running = new LinkedHashMap<>();
  private final PriorityQueue<JobRef> ready;
  private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
  private boolean failing;

  /**
   * A driver of a run whose verdicts are given.
   *
   * @param prepared what is to be done, and what the run's journal said before
   */
  public Driver(
      Plan plan, LocalJobs jobs, Journal journal, RunStarter.Prepared prepared, Options options) {
    this.plan = plan;
    this.folder = jobs.folder();
    this.jobs = jobs;
    this.journal = journal;
    this.freshness = prepared.freshness();
    this.state = prepared.state();
    this.observer = options.observer();
    this.options = options;
    this.progress = new Progress(plan);
    this.readiness = new Readiness(plan);
    this.limits = new TaskLimits(plan);
    this.files = new Files(jobs.workFolder());
    this.upstream =
        new Upstream((node, job) -> results.get(node)[job] == null ? "" : results.get(node)[job]);
    Map<NodePlan, Integer> order = new HashMap<>();
    for (NodePlan each : plan.nodes()) {
      order.put(each, order.size());
      results.put(each, new String[each.size()]);
      closed.put(each, new boolean[each.size()]);
    }
    this.ready =
        new PriorityQueue<>(
            Comparator.comparingInt((JobRef each) -> order.get(each.node()))
                .thenComparingInt(JobRef::job));
  }

  /** Runs until nothing more can be done; no child is left running, whatever happens. */
  public Outcome run() throws IOException, InterruptedException {
    try {
      return runAll();
    } finally {
      endAll();
    }
  }

  private Outcome runAll() throws IOException, InterruptedException {
    observer.begun(folder, progress);
    takeOver();
    startWhatFits();
    while (!running.isEmpty()) {
      Word word = words.take();
      if (word instanceof Word.Stop) {
        return left(Outcome.STOPPED);
      }
      ended((Word.Ended) word);
      startWhatFits();
    }
    boolean whole = plan.nodes().stream().allMatch(each -> progress.of(each).done() == each.size());
    return left(whole ? Outcome.DONE : Outcome.FAILED);
  }

  /** Asks the driver to end its children and leave; from any thread. */
  public void stop() {
    words.add(new Word.Stop());
  }

  /** Keeps what still counts, and finds what can start. */
  private void takeOver() throws IOException {
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        Freshness.Verdict verdict = freshness.verdict(node, i);
        if (verdict.runs()) {
          if (!state.job(node.id(i)).flatMap(JobStory::because).equals(verdict.because())) {
            journal.append(
                new Event.Wanted(node.id(i), verdict.because().orElseThrow(), verdict.earlier()));
          }
        } else {
          JobRecord record = verdict.earlier().orElseThrow();
          boolean known =
              state.job(node.id(i)).map(JobStory::state).equals(Optional.of(JobStory.State.DONE));
          if (!known) {
            journal.append(new Event.Kept(node.id(i), record));
          }
          progress.of(node).keep();
          closed.get(node)[i] = true;
          results.get(node)[i] = record.result();
        }
      }
    }
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        if (closed.get(node)[i]) {
          readiness.ended(node, i);
        }
      }
    }
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        if (!closed.get(node)[i] && readiness.isReady(node, i)) {
          ready.add(new JobRef(node, i));
        }
      }
    }
  }

  private void startWhatFits() throws IOException {
    var waiting = new ArrayList<JobRef>();
    while (!ready.isEmpty()
        && !failing
        && !options.slots().isFull()
        && waiting.size() < MOST_PASSED_OVER) {
      JobRef job = ready.poll();
      if (limits.holdsBack(job)) {
        continue;
      }
      Request request = job.node().request(job.job());
      if (options.slots().take(request)) {
        start(job, request);
      } else {
        waiting.add(job);
      }
    }
    ready.addAll(waiting);
  }

  private void start(JobRef job, Request request) throws IOException {
    String id = job.node().id(job.job());
    int number = state.job(id).map(JobStory::attempts).orElse(0) + 1;
    Parts parts = freshness.parts(job.node(), job.job());
    apply(new Event.Started(id, number));
    limits.start(job);
    Running process = jobs.start(job, number, request);
    running.put(
        id,
        new Attempt(
            job, number, process, System.nanoTime(), parts, upstream.hash(job.node(), job.job())));
    progress.of(job.node()).start();
    observer.started(job.node(), id);
    var unused = process.ended().thenAccept(ended -> words.add(new Word.Ended(job, exit(ended))));
  }

  /** One that was ended here has failed, whatever its script made of that. */
  private static int exit(Ending ending) {
    int code = ending.exit().orElse(1);
    return ending.verdict() == Verdict.ENDED || code != 0 ? code : 1;
  }

  private void endAll() {
    running.values().forEach(each -> each.process().end());
    running.values().forEach(each -> each.process().ended().join());
  }

  private void ended(Word.Ended word) throws IOException {
    NodePlan node = word.job().node();
    String id = node.id(word.job().job());
    Attempt attempt = running.remove(id);
    options.slots().release(node.request(word.job().job()));
    limits.end(word.job()).ifPresent(ready::add);
    long milliseconds = (System.nanoTime() - attempt.begun()) / 1_000_000;
    Optional<List<OutputStat>> outputs = word.exit() == 0 ? outputs(word.job()) : Optional.empty();
    progress.of(node).end(outputs.isPresent());
    if (outputs.isPresent()) {
      var record = new JobRecord(attempt.parts(), attempt.upstream(), outputs.get());
      apply(new Event.Done(id, attempt.number(), milliseconds, record));
      results.get(node)[word.job().job()] = record.result();
      upstream.changed(node);
      close(word.job());
      jobs.removeTreeFiles(word.job());
      observer.done(node, id);
      return;
    }
    String log = RunFolder.log(node.node().task().name(), id, attempt.number());
    Evidence evidence =
        Evidence.of(word.exit(), folder.file(log + ".out"), folder.file(log + ".err"));
    var failure =
        new Event.Failed(
            id,
            attempt.number(),
            milliseconds,
            OptionalInt.of(word.exit()),
            evidence.reason().word(),
            evidence.line(),
            jobs.host());
    apply(failure);
    observer.failed(node, failure, log);
    failing |= options.failFast();
    block(word.job(), id);
    close(word.job());
  }

  private void apply(Event event) throws IOException {
    journal.append(event);
    state.apply(event);
  }

  /** The outputs of a job as they are; nothing where one is missing that may not be. */
  private Optional<List<OutputStat>> outputs(JobRef job) {
    boolean mayBeMissing = job.node().node().task().options().emptyOutputAllowed();
    var stats = new ArrayList<OutputStat>();
    for (String path : job.node().outputs(job.job())) {
      Optional<OutputStat> stat = files.stat(path);
      if (stat.isEmpty() && !mayBeMissing) {
        return Optional.empty();
      }
      stats.add(stat.orElse(new OutputStat(path, OutputStat.EMPTY, -1)));
    }
    return Optional.of(stats);
  }

  /** Tells those who wait that a job is over. */
  private void close(JobRef job) {
    closed.get(job.node())[job.job()] = true;
    for (JobRef each : readiness.ended(job.node(), job.job())) {
      if (!closed.get(each.node())[each.job()]) {
        ready.add(each);
      }
    }
  }

  /** Gives up all that takes from a failed job, but what runs always. */
  private void block(JobRef failed, String by) throws IOException {
    var open = new ArrayList<>(readiness.waitingFor(failed.node(), failed.job()));
    while (!open.isEmpty()) {
      JobRef job = open.remove(open.size() - 1);
      boolean isOpen = !closed.get(job.node())[job.job()];
      if (isOpen && !job.node().node().task().options().always()) {
        closed.get(job.node())[job.job()] = true;
        apply(new Event.Blocked(job.node().id(job.job()), by));
        progress.of(job.node()).skip();
        open.addAll(readiness.waitingFor(job.node(), job.job()));
        for (JobRef each : readiness.ended(job.node(), job.job())) {
          if (!closed.get(each.node())[each.job()]) {
            ready.add(each);
          }
        }
      }
    }
  }

  private Outcome left(Outcome outcome) throws IOException {
    endAll();
    running.clear();
    journal.append(new Event.Closed(outcome.name().toLowerCase(java.util.Locale.ROOT)));
    journal.close();
    observer.ended(outcome);
    return outcome;
  }
}
