package hdw.run;

import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.BatchSystem;
import hdw.executor.NodeSettings;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import hdw.executor.slurm.AheadBatch;
import hdw.executor.slurm.AheadOrder;
import hdw.executor.slurm.AheadQueue;
import hdw.executor.slurm.Dependencies;
import hdw.executor.slurm.PartTable;
import hdw.model.Executor;
import hdw.plan.Intake;
import hdw.plan.JobInput;
import hdw.plan.JobInput.JobRef;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Submits all that is left of a run at once, so that no driver is needed: jobs wait in the queue
 * for those that they take from.
 *
 * <p>The journal has an attempt at each job before anything is submitted. What waits for nothing is
 * held in the queue until all the rest is there: until then no job can start, and whoever finds
 * such a submission unfinished takes it back as a whole.
 */
public final class AheadSubmission {
  private static final int SECONDS_TO_BE_GONE = 60;
  private static final int MILLISECONDS_BETWEEN_LOOKS = 500;
  private static final int MOST_IDS = 3;

  private final LocalJobs jobs;
  private final Journal journal;
  private final RunStarter.Prepared prepared;
  private final Driver.Options options;
  private final Course course;
  private final Judge judge;
  private final Takeover takeover;
  private volatile boolean stopped;

  /**
   * What was submitted.
   *
   * @param arrays how many arrays and single jobs these are in the queue
   */
  public record Result(int arrays, int jobs) {}

  /** Of a run whose verdicts are given, and of which nothing is under way. */
  public AheadSubmission(
      LocalJobs jobs,
      Journal journal,
      RunStarter.Prepared prepared,
      Driver.Options options,
      Clock clock) {
    this.jobs = jobs;
    this.journal = journal;
    this.prepared = prepared;
    this.options = options;
    this.course = new Course(prepared.plan(), journal, prepared.state());
    this.judge = new Judge(prepared.plan(), jobs, course);
    this.takeover = new Takeover(course, prepared, jobs, judge, clock);
  }

  /** What of a run is under way before something is submitted. */
  public enum Before {
    /** Nothing that could start. */
    NOTHING,
    /** What was submitted ahead. */
    SUBMITTED,
    /** What a driver submitted or started. */
    DRIVEN
  }

  /** What of a run is under way, as its journal says. */
  public static Before before(RunState state) {
    Before before = Before.NOTHING;
    for (JobStory each : state.jobs()) {
      if (each.state().isUnderWay()) {
        Optional<Event.Ahead> ahead = state.aheads().of(each.submission());
        if (ahead.isEmpty()) {
          return Before.DRIVEN;
        }
        if (ahead.get().step() != Event.Ahead.Step.BEGUN) {
          before = Before.SUBMITTED;
        }
      }
    }
    return before;
  }

  /**
   * Lets go what an earlier submission may have left held in the queue, all of which is there.
   *
   * @return how many of its jobs are there
   */
  public static int release(RunFolder folder, RunState state, Systems systems, Clock clock)
      throws IOException {
    try (BatchSystem system = systems.open(Executor.SLURM, folder)) {
      Optional<Event.Ahead> held = state.aheads().toRelease();
      if (held.isPresent()) {
        system.ahead().orElseThrow().release();
        try (Journal journal = Journal.open(folder.journal(), clock)) {
          journal.append(held.get().released());
        }
      }
      return system.present().size();
    }
  }

  /** Asks to leave before all is submitted, and to take back what is; from any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Submits.
   *
   * @return nothing where it was stopped
   * @throws IOException where the batch system does not answer, or does not take something: then
   *     nothing of it is left there that could ever start
   */
  public Optional<Result> run() throws IOException {
    options.observer().begun(jobs.folder(), course.progress());
    takeover.run();
    course.refill();
    journal.settle();
    RunFolder folder = jobs.folder();
    try (BatchSystem system = options.systems().open(Executor.SLURM, folder)) {
      clear(system);
      Acceptance acceptance = system.acceptance();
      List<AheadBatch> order = AheadOrder.of(course.plan(), items(), acceptance.maxArraySize());
      return submit(system, order, new BatchFiles(folder, acceptance));
    }
  }

  /**
   * What an unfinished submission left in the queue must be gone before its jobs go there again.
   */
  private void clear(BatchSystem system) throws IOException {
    if (takeover.unwanted().isEmpty()) {
      return;
    }
    takeBack(system);
  }

  private static void takeBack(BatchSystem system) throws IOException {
    system.removeAll("not all of it was submitted");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_BE_GONE);
    while (!system.present().isEmpty()) {
      if (System.nanoTime() > until) {
        throw new IOException(
            "what was submitted before does not leave the queue; once it is gone, try again");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Batch.Item> items() {
    var items = new ArrayList<Batch.Item>();
    for (JobRef each : new AheadJobs(prepared).jobs()) {
      if (course.stage().standing(each) == Standing.OPEN) {
        items.add(course.item(each, judge.request(each)));
      }
    }
    return items;
  }

  private Optional<Result> submit(BatchSystem system, List<AheadBatch> order, BatchFiles files)
      throws IOException {
    var tokens = new Tokens(jobs.folder().token(), course.state().lastToken());
    var submissions = new ArrayList<Submission>();
    Event.Ahead ahead = tokens.ahead(order.size());
    course.apply(ahead);
    for (AheadBatch each : order) {
      submissions.add(announce(each, tokens.next(), ahead, files));
    }
    course.flush(); // before anybody hears of it
    try {
      AheadQueue queue = system.ahead().orElseThrow();
      OptionalInt arrays = submit(queue, order, submissions);
      if (arrays.isEmpty()) {
        takeBack(system);
        giveUp(order, "its submission was broken off");
        return Optional.empty();
      }
      course.apply(ahead.complete());
      course.flush();
      queue.release();
      course.apply(ahead.released());
      close("stopped");
      return Optional.of(
          new Result(
              arrays.getAsInt(), order.stream().mapToInt(each -> each.items().size()).sum()));
    } catch (IOException unknown) {
      journal.close();
      throw new IOException(
          unknown.getMessage()
              + "; what is in the queue is held and never starts: the same command again takes it"
              + " back and submits all anew, hdw cancel takes it back",
          unknown);
    } catch (RefusedException refused) {
      takeBack(system);
      giveUp(order, "not all of it was submitted");
      throw new IOException(
          refused.getMessage() + "; what had been submitted is taken back, and nothing runs",
          refused);
    }
  }

  /** Writes down that attempts at all jobs of a batch are on their way, and the batch's files. */
  private Submission announce(AheadBatch batch, String token, Event.Ahead ahead, BatchFiles files)
      throws IOException {
    Upstream upstream = new Foreseen(course).of(ahead);
    for (Batch.Item each : batch.items()) {
      JobRef job = each.job();
      var made =
          new Attempt.Made(
              prepared.freshness().parts(job.node(), job.job()),
              upstream.hash(job.node(), job.job()));
      course.apply(new Event.Started(Course.id(job), each.attempt(), made.text(), token));
      course.queued(job);
    }
    Batch written = files.write(course.plan(), batch.stem(), batch.items(), this::intake);
    jobs.folder().write(PartTable.of(written.name(), batch.parts()));
    return new Submission(
        jobs.folder().path(),
        jobs.folder().name(),
        token,
        jobs.workFolder(),
        written,
        NodeSettings.of(course.plan(), written));
  }

  /** Nothing is left out but what a rule gave up: all else will be there. */
  private Intake intake(JobRef job) {
    return course.intake(job, this::isTaken);
  }

  private boolean isTaken(JobInput input) {
    return input.producer().isEmpty()
        || !course.stage().standing(input.producer().get()).isOver()
        || course.stage().isTaken(input);
  }

  /** Submits; gives how many arrays and single jobs these are, and nothing where it was stopped. */
  private OptionalInt submit(AheadQueue queue, List<AheadBatch> order, List<Submission> submissions)
      throws IOException, RefusedException {
    var dependencies = new Dependencies(order);
    int arrays = 0;
    for (int i = 0; i < order.size(); i++) {
      List<AheadBatch.Part> parts = order.get(i).parts();
      var ids = new ArrayList<String>();
      for (int k = 0; k < parts.size(); k++) {
        if (stopped) {
          return OptionalInt.empty();
        }
        Optional<String> dependency = dependencies.of(parts.get(k));
        ids.add(queue.submit(submissions.get(i), parts.get(k).slice(), dependency));
        dependencies.submitted(i, k, ids.get(k));
        arrays++;
      }
      note(submissions.get(i), ids);
    }
    return OptionalInt.of(arrays);
  }

  private void note(Submission submission, List<String> ids) throws IOException {
    String shown =
        ids.size() <= MOST_IDS
            ? String.join(", ", ids)
            : ids.get(0) + " to " + ids.get(ids.size() - 1);
    Batch batch = submission.batch();
    var submitted =
        new Event.Submitted(
            submission.token(), Executor.SLURM.word(), batch.name(), shown, batch.size());
    course.apply(submitted);
    options.observer().submitted(submitted);
  }

  private void giveUp(List<AheadBatch> order, String because) throws IOException {
    for (AheadBatch batch : order) {
      for (Batch.Item each : batch.items()) {
        course.apply(new Event.Lost(each.id(), each.attempt(), because));
      }
    }
    close("stopped");
  }

  private void close(String how) throws IOException {
    course.apply(new Event.Closed(how));
    course.flush();
    journal.close();
  }
}
