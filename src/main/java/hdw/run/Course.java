package hdw.run;

import hdw.executor.Batch;
import hdw.model.Executor;
import hdw.plan.Intake;
import hdw.plan.JobInput;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.run.RunObserver.Outcome;
import hdw.run.Stage.Hole;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The course of a run: every change of where a job stands goes through here, into the journal and
 * its fold, and to those who watch.
 */
final class Course {
  private final Journal journal;
  private final RunState state;
  private final Progress progress;
  private final Map<NodePlan, Integer> order = new HashMap<>();
  private final PriorityQueue<JobRef> readyHere;
  private final PriorityQueue<JobRef> readyAway;
  private Stage stage;

  Course(Plan plan, Journal journal, RunState state) {
    this.journal = journal;
    this.state = state;
    this.stage = new Stage(plan);
    this.progress = new Progress(plan);
    Comparator<JobRef> inOrder =
        Comparator.comparingInt((JobRef each) -> order.get(each.node()))
            .thenComparingInt(JobRef::job);
    this.readyHere = new PriorityQueue<>(inOrder);
    this.readyAway = new PriorityQueue<>(inOrder);
    number(plan);
  }

  private void number(Plan plan) {
    order.clear();
    for (NodePlan each : plan.nodes()) {
      order.put(each, order.size());
    }
  }

  /** What the driver leaves with. */
  Event.Closed closing(Outcome outcome) {
    int jobs = 0;
    int done = 0;
    int failed = 0;
    for (NodePlan each : progress.nodes()) {
      Progress.Counts counts = progress.of(each);
      jobs += counts.jobs();
      done += counts.done();
      failed += counts.failed();
    }
    return new Event.Closed(
        outcome.name().toLowerCase(Locale.ROOT),
        Optional.of(new Event.Closed.Tally(jobs, done, failed)));
  }

  /** Where all jobs stand. */
  Stage stage() {
    return stage;
  }

  /** The plan as it is now. */
  Plan plan() {
    return stage.plan();
  }

  /** The fold of the journal. */
  RunState state() {
    return state;
  }

  /** The story of a job so far. */
  Optional<JobStory> story(JobRef job) {
    return state.job(id(job));
  }

  /** The number of the next attempt at a job; from 1. */
  int nextAttempt(JobRef job) {
    return story(job).map(JobStory::attempts).orElse(0) + 1;
  }

  /** The next attempt at a job, as part of a batch. */
  Batch.Item item(JobRef job, Request request) {
    List<String> avoided =
        story(job).map(each -> each.avoided().stream().sorted().toList()).orElse(List.of());
    return new Batch.Item(job, request, nextAttempt(job), avoided);
  }

  /**
   * What of its inputs the next attempt at a job takes, and from where.
   *
   * @param taken whether an input is taken, where some may be missing
   */
  Intake intake(JobRef job, Predicate<JobInput> taken) {
    Map<String, String> moved = places(job).moved();
    return moved.isEmpty() && !stage.hasGaps(job) ? Intake.ALL : new Intake(taken, moved);
  }

  /** What the result of an attempt at a job would be made from that starts now. */
  Attempt.Made made(JobRef job, Freshness freshness) throws IOException {
    return new Attempt.Made(freshness.parts(job.node(), job.job()), stage.upstream(job));
  }

  /** Where the next attempt at a job reads its files. */
  Places places(JobRef job) {
    return new Places(job, story(job).map(JobStory::failures).orElse(List.of()));
  }

  /** How far each node is. */
  Progress progress() {
    return progress;
  }

  /** The id of a job. */
  static String id(JobRef job) {
    return job.node().id(job.job());
  }

  /** Writes an event down. */
  void apply(Event event) throws IOException {
    state.apply(event, journal.append(event));
  }

  /** Hands all that was written down to the system: before something is done about it. */
  void flush() throws IOException {
    journal.flush();
  }

  /** Sets where a job stands without telling those who wait: before anything runs. */
  void set(JobRef job, Standing standing) {
    stage.set(job, standing);
    count(job.node());
  }

  /** A job has a result from before. */
  void keep(JobRef job, JobRecord record) {
    stage.done(job, record);
    progress.of(job.node()).keep();
    count(job.node());
  }

  /** A job begins. */
  void started(JobRef job) {
    set(job, Standing.RUNNING);
  }

  /** A job goes into a queue, or back there. */
  void queued(JobRef job) {
    set(job, Standing.QUEUED);
  }

  /** A job is open again: it will be tried once more. */
  void again(JobRef job) {
    set(job, Standing.OPEN);
  }

  /** A job is open again: it starts as soon as nothing keeps it, or never will. */
  void reopen(JobRef job) throws IOException {
    again(job);
    if (stage.isReady(job) && !offer(job)) {
      tell(job);
    }
  }

  /** A job has a result; others may start. */
  void done(JobRef job, JobRecord record) throws IOException {
    stage.done(job, record);
    count(job.node());
    tell(job);
  }

  /** A job is over without a result; others may start, or never will. */
  void over(JobRef job, Standing standing) throws IOException {
    set(job, standing);
    tell(job);
  }

  /** Tells those who wait for a job that it is over; some of them may never run. */
  private void tell(JobRef job) throws IOException {
    Deque<JobRef> over = new ArrayDeque<>(List.of(job));
    while (!over.isEmpty()) {
      for (JobRef each : stage.over(over.pop())) {
        if (stage.standing(each) == Standing.OPEN && !offer(each)) {
          over.push(each);
        }
      }
    }
  }

  /** Puts a job that is ready among those to start; false where it can never run. */
  boolean offer(JobRef job) throws IOException {
    Optional<Hole> hole = stage.hole(job);
    if (hole.isEmpty()) {
      putBack(job);
      return true;
    }
    String by = state.job(hole.get().by()).flatMap(JobStory::blockedBy).orElse(hole.get().by());
    apply(new Event.Blocked(id(job), by, hole.get().allowed()));
    set(job, hole.get().allowed() ? Standing.IDLE : Standing.BLOCKED);
    return false;
  }

  /**
   * The next job to start; nothing where none is ready.
   *
   * @param away whether one that is planned for a batch system
   */
  Optional<JobRef> next(boolean away) {
    return Optional.ofNullable((away ? readyAway : readyHere).poll());
  }

  /** Puts back one that may start now. */
  void putBack(JobRef job) {
    boolean here = job.node().request(job.job()).executor() == Executor.LOCAL;
    (here ? readyHere : readyAway).add(job);
  }

  /** Puts back the job of this id, where it waits for nothing else to be tried again. */
  void putBack(String id) {
    plan()
        .job(id)
        .filter(job -> stage.standing(job) == Standing.OPEN && stage.isReady(job))
        .ifPresent(this::putBack);
  }

  /** Puts back what could not start now. */
  void putBack(List<JobRef> jobs) {
    jobs.forEach(this::putBack);
  }

  private void clearReady() {
    readyHere.clear();
    readyAway.clear();
  }

  /** Looks through all jobs for those that are ready: at the beginning, and after a cut. */
  void refill() throws IOException {
    clearReady();
    for (NodePlan node : plan().nodes()) {
      for (int i = 0; i < node.size(); i++) {
        var job = new JobRef(node, i);
        if (stage.standing(job).isOver()) {
          stage.over(job);
        }
      }
    }
    var never = new ArrayList<JobRef>();
    for (NodePlan node : plan().nodes()) {
      for (int i = 0; i < node.size(); i++) {
        var job = new JobRef(node, i);
        boolean open = stage.standing(job) == Standing.OPEN && stage.isReady(job);
        if (open && !offer(job)) {
          never.add(job);
        }
      }
    }
    for (JobRef each : never) {
      tell(each);
    }
  }

  /** Goes on with a plan that was cut anew; {@link #refill} is to follow. */
  void cut(Stage anew) {
    stage = anew;
    number(anew.plan());
    clearReady();
    progress.replace(anew.plan());
    anew.plan().nodes().forEach(this::count);
  }

  private void count(NodePlan node) {
    progress
        .of(node)
        .set(
            stage.count(node, Standing.QUEUED),
            stage.count(node, Standing.RUNNING),
            stage.count(node, Standing.DONE),
            stage.count(node, Standing.FAILED),
            stage.count(node, Standing.SKIPPED)
                + stage.count(node, Standing.BLOCKED)
                + stage.count(node, Standing.IDLE));
  }
}
