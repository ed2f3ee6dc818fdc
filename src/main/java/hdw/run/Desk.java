package hdw.run;

import hdw.executor.Acceptance;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.JobLog;
import hdw.executor.NodeSettings;
import hdw.executor.Staging;
import hdw.executor.Submission;
import hdw.model.Executor;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.rules.Request;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where jobs wait until they go to a batch system together, and where the driver finds again whose
 * attempt it is of which the system speaks.
 *
 * <p>What is ready at the same time is one submission for each task. A node that becomes ready bit
 * by bit waits a little for company, the longer the more submissions there were.
 */
final class Desk {
  private static final Duration BETWEEN_SUBMISSIONS = Duration.ofSeconds(1);
  private static final int LONGEST_WAIT_SECONDS = 15;

  /** Where nobody is asked to take it, as in a cluster of the driver's own. */
  private static final int LONGEST_WAIT_AT_HOME_SECONDS = 2;

  private static final int SUBMISSIONS_FOR_A_SECOND = 10;

  private final Executor executor;
  private final Counter counter;
  private final Course course;
  private final Tokens tokens;
  private final Acceptance acceptance;
  private final BatchFiles files;
  private final Map<String, Optional<Integer>> mostOfTask = new HashMap<>();
  private final List<Batch.Item> waiting = new ArrayList<>();
  private final Map<AttemptKey, String> jobs = new HashMap<>();
  private final Map<String, AttemptKey> leaving = new LinkedHashMap<>();
  private Instant lastSubmission = Instant.EPOCH;
  private int submissions;

  /** Makes the journal's line of an attempt that goes with a submission. */
  @FunctionalInterface
  interface Announcing {
    /** Writes it down. */
    Attempt announce(JobRef job, Request request, String token) throws IOException;
  }

  Desk(Executor executor, Counter counter, RunFolder folder, Course course, Tokens tokens) {
    this.executor = executor;
    this.counter = counter;
    this.course = course;
    this.tokens = tokens;
    this.acceptance = counter.acceptance().atSiteOf(course.plan());
    this.files = new BatchFiles(folder, acceptance);
  }

  /** A job waits to be submitted. */
  void add(JobRef job, Request request) {
    waiting.add(course.item(job, request));
    course.queued(job);
  }

  /** Whether it may wait here: so many may be in the queue at a time. */
  boolean hasRoom(JobRef job, Request request) {
    return waiting.size() + jobs.size() < acceptance.mostInQueue()
        && (!acceptance.spooled() || isWithinTask(job, request));
  }

  /** Elsewhere the batch system itself sees to it that no more of a task run at a time. */
  private boolean isWithinTask(JobRef job, Request request) {
    String task = job.node().node().task().name();
    Optional<Integer> most =
        mostOfTask.computeIfAbsent(
            task, each -> NodeSettings.of(course.plan(), job.node(), request).maxRunning());
    return most.isEmpty() || count(task) < most.get();
  }

  private long count(String task) {
    return waiting.stream().filter(each -> each.node().node().task().name().equals(task)).count()
        + jobs.keySet().stream().filter(each -> each.job().startsWith(task + "/")).count();
  }

  /** When what waits here is to be submitted; nothing where nothing waits. */
  Optional<Instant> due() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Duration pause =
        isWhole()
            ? BETWEEN_SUBMISSIONS
            : Duration.ofSeconds(
                Math.min(
                    counter.endsWithDriver() ? LONGEST_WAIT_AT_HOME_SECONDS : LONGEST_WAIT_SECONDS,
                    1 + submissions / SUBMISSIONS_FOR_A_SECOND));
    return Optional.of(lastSubmission.plus(pause));
  }

  /** Whether nothing more of some node that waits here can come. */
  private boolean isWhole() {
    return waiting.stream()
        .map(Batch.Item::node)
        .distinct()
        .anyMatch(each -> course.stage().count(each, Standing.OPEN) == 0);
  }

  /**
   * Submits what waits here, one submission for what is alike.
   *
   * @return the attempts that are on their way now
   */
  List<Attempt> submit(Announcing announcing, Instant now) throws IOException {
    var attempts = new ArrayList<Attempt>();
    var going = new LinkedHashMap<Submission, List<AttemptKey>>();
    for (Batches.Group group : Batches.of(course.plan(), List.copyOf(waiting))) {
      List<Batch.Item> alike = group.items();
      for (int from = 0;
          from < alike.size();
          from += Math.min(acceptance.mostAtOnce(), alike.size())) {
        List<Batch.Item> items =
            alike.subList(from, from + Math.min(acceptance.mostAtOnce(), alike.size() - from));
        String token = tokens.next();
        var keys = new ArrayList<AttemptKey>();
        for (Batch.Item each : items) {
          Attempt attempt = announcing.announce(each.job(), each.request(), token);
          attempt = attempt.with(new Away(key(attempt, token), "", 0));
          keys.add(attempt.away().orElseThrow().key());
          jobs.put(attempt.away().get().key(), attempt.id());
          attempts.add(attempt);
        }
        Batch batch = write(group.stem(), items);
        NodeSettings settings = NodeSettings.of(course.plan(), batch);
        going.put(counter.submission(token, batch, settings), keys);
      }
    }
    waiting.clear();
    submissions += going.size();
    lastSubmission = now;
    course.flush(); // before anybody hears of it
    going.forEach(counter::submit);
    return attempts;
  }

  /** The key under which a batch system knows an attempt. */
  static AttemptKey key(Attempt attempt, String token) {
    return AttemptKey.of(token, JobLog.of(attempt.task(), attempt.id()), attempt.number());
  }

  private Batch write(String stem, List<Batch.Item> items) throws IOException {
    Batch batch = files.write(course.plan(), stem, items, this::intake);
    if (executor == Executor.HTCONDOR && Staging.of(course.plan()) == Staging.TRAVEL) {
      counter.packing().pack(course.plan(), batch, this::intake);
    }
    return batch;
  }

  private Intake intake(JobRef job) {
    return course.intake(job, course.stage()::isTaken);
  }

  /**
   * Goes on with attempts that an earlier driver submitted; where they stand is asked for.
   *
   * @param unwanted others, which are removed: their jobs start again only when they are gone
   */
  void adopt(List<Attempt> attempts, List<Attempt> unwanted) {
    attempts.forEach(each -> jobs.put(each.away().orElseThrow().key(), each.id()));
    unwanted.forEach(each -> leaving.put(each.id(), each.away().orElseThrow().key()));
    var all = new ArrayList<>(jobs.keySet());
    counter.removeAllBut(List.copyOf(all));
    all.addAll(leaving.values());
    counter.ask(List.copyOf(all));
  }

  /** Lets go what was submitted ahead and may still be held; then that is written down. */
  void release(Event.Ahead held) {
    counter.release(held);
  }

  /** Ends all attempts that are waited for here; news of their ends will come. */
  void endAll(String because) {
    forgetWaiting();
    counter.remove(List.copyOf(jobs.keySet()), because);
  }

  /** Whether this is an attempt that is waited for here, or that was told to go. */
  boolean knows(AttemptKey key) {
    return jobs.containsKey(key) || leaving.containsValue(key);
  }

  /** The job whose attempt this is; nothing where the driver does not wait for it. */
  Optional<String> job(AttemptKey key) {
    return Optional.ofNullable(jobs.get(key));
  }

  /** An attempt is over: nobody waits for it here. */
  void forget(AttemptKey key) {
    jobs.remove(key);
    counter.forget(key);
  }

  /**
   * Takes attempts out of the queue that nobody waits for any more, with one order. The job of one
   * that runs, and may be writing its outputs, does not start again before the system says that it
   * is gone.
   */
  void withdraw(List<Attempt> attempts, String because) {
    var keys = new ArrayList<AttemptKey>();
    for (Attempt each : attempts) {
      Away there = each.away().orElseThrow();
      keys.add(there.key());
      jobs.remove(there.key());
      if (there.host().isEmpty()) {
        counter.forget(there.key());
      } else {
        leaving.put(each.id(), there.key());
      }
    }
    counter.remove(keys, because);
  }

  /** Has the batch system take away what lingers in its queue though its end is written down. */
  void remove(List<AttemptKey> keys) {
    counter.remove(keys, "hdw has taken note of its end");
  }

  /** Whether an attempt at a job is still being removed. */
  boolean isLeaving(String job) {
    return leaving.containsKey(job);
  }

  /** An attempt that was to be removed is gone; tells whose it was. */
  Optional<String> gone(AttemptKey key) {
    for (Map.Entry<String, AttemptKey> each : leaving.entrySet()) {
      if (each.getValue().equals(key)) {
        leaving.remove(each.getKey());
        counter.forget(key);
        return Optional.of(each.getKey());
      }
    }
    return Optional.empty();
  }

  /** Forgets what waits to be submitted: after a cut all that is ready is offered again. */
  void forgetWaiting() {
    waiting.forEach(each -> course.again(each.job()));
    waiting.clear();
  }

  /** Whether what was submitted here ends with the driver. */
  boolean endsWithDriver() {
    return counter.endsWithDriver();
  }

  /** Whether something waits here to be submitted, or to be gone. */
  boolean isBusy() {
    return !waiting.isEmpty() || !leaving.isEmpty();
  }

  /** Whether what its jobs print is fetched from a spool. */
  boolean isSpooled() {
    return acceptance.spooled();
  }

  /** Stops following; what is in the queue stays there. */
  void close() {
    forgetWaiting();
    counter.close();
  }
}
