package hdw.run;

import hdw.executor.Ending;
import hdw.executor.local.Running;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Decision;
import hdw.run.RunObserver.Outcome;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a plan: starts what is ready on this machine while there are slots, brings the rest to the
 * desks of batch systems, reacts to what fails, and writes down all that happens.
 *
 * <p>One thread does everything; attempts that end and a person who decides leave a word in its
 * queue. A line is in the journal before something is done, and after its end is known.
 */
public final class Driver {

  /**
   * How to run.
   *
   * @param systems the batch systems
   * @param asker asks a person about a pause; nobody is asked where there is none
   * @param observer hears what happens
   */
  public record Options(
      Slots slots, Caution caution, Systems systems, Optional<Asker> asker, RunObserver observer) {}

  /** Somebody who can be asked whether a paused node shall go on. */
  @FunctionalInterface
  public interface Asker {
    /** Asks, and returns at once; the answer comes through the driver's {@link Driver#answer}. */
    void ask(String name, Driver driver);
  }

  private final LocalJobs jobs;
  private final Journal journal;
  private final RunStarter.Prepared prepared;
  private final Options options;
  private final Clock clock;
  private final Course course;
  private final Judge judge;
  private final TaskLimits limits;
  private final Gate gate;
  private final Retries retries = new Retries();
  private final Cutting cutting;
  private final Desks desks;
  private final Starts starts;
  private final AwayNews away;
  private final Farewell farewell;
  private final Map<String, Attempt> running = new LinkedHashMap<>();
  private final Inbox<Word> words;
  private int questions;
  private boolean ending;
  private boolean aborted;
  private boolean stopped;

  /**
   * A driver of a run whose verdicts are given.
   *
   * @param prepared what is to be done, and what the run's journal said before
   */
  public Driver(
      LocalJobs jobs,
      Journal journal,
      RunStarter.Prepared prepared,
      Options options,
      Timing timing) {
    Plan plan = prepared.plan();
    this.jobs = jobs;
    this.journal = journal;
    this.prepared = prepared;
    this.options = options;
    this.clock = timing.clock();
    this.words = timing.inbox();
    this.course = new Course(plan, journal, prepared.state());
    this.judge = new Judge(plan, jobs, course);
    this.limits = new TaskLimits(plan);
    this.cutting = new Cutting(course, jobs, prepared.cuts());
    this.gate = new Gate(course, options.caution(), prepared);
    var terms = new Counter.Terms(jobs.folder(), jobs.workFolder(), timing);
    this.desks = new Desks(options.systems(), terms, course, words::add);
    var here = new Starts.Local(retries, limits, options.slots());
    this.starts = new Starts(course, judge, gate, here, desks, prepared.freshness());
    this.away = new AwayNews(course, judge, desks, running, options.observer());
    this.farewell = new Farewell(course, judge, desks, away, running, words, clock);
  }

  /** Runs until nothing more can be done; no child is left running, whatever happens. */
  public Outcome run() throws IOException, InterruptedException {
    try {
      options.observer().begun(jobs.folder(), course.progress());
      var takeover = new Takeover(course, prepared, jobs, judge, clock);
      for (Attempt each : takeover.run()) {
        takeUp(each);
      }
      desks.adopt(running.values(), takeover.unwanted(), takeover.systems());
      takeover.retries().forEach(retries::add);
      for (Event.Paused each : gate.open()) {
        tell(each);
      }
      course.refill();
      journal.settle();
      while (!stopped && (!ending || !running.isEmpty())) {
        startWhatFits();
        if (nothingMoves()) {
          break;
        }
        await();
      }
      return left();
    } finally {
      farewell.endAll();
    }
  }

  /** Goes on with an attempt that an earlier driver left. */
  private void takeUp(Attempt attempt) {
    if (attempt.away().isPresent()) {
      running.put(attempt.id(), attempt);
    } else {
      options.slots().occupy(attempt.request());
      limits.start(attempt.job());
      watch(attempt);
    }
  }

  /** Whether nothing will happen any more unless a person comes. */
  private boolean nothingMoves() {
    return running.isEmpty()
        && (ending || retries.isEmpty())
        && words.isEmpty()
        && !desks.areBusy()
        && (questions == 0 || !gate.isPaused());
  }

  /** Waits for a word, or for the next retry or submission to be due, and does what they say. */
  private void await() throws IOException, InterruptedException {
    Optional<Word> word = words.await(untilNext());
    while (word.isPresent()) {
      hear(word.get());
      word = words.poll();
    }
    retries.due(clock.instant()).forEach(course::putBack);
    hearAway(away.dueLooks(clock.instant()));
    cut();
  }

  /** How long until something is to be done by itself; nothing where there is no such thing. */
  private Optional<Duration> untilNext() {
    Instant now = clock.instant();
    Optional<Duration> retry =
        retries.isEmpty() ? Optional.empty() : Optional.of(retries.untilNext(now));
    Optional<Duration> submission = desks.due().map(at -> Until.of(at, now));
    return Stream.of(retry, submission, away.untilNext(now))
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  private void hear(Word word) throws IOException {
    if (word instanceof Word.Ended ended) {
      Attempt attempt = running.get(ended.job());
      if (attempt != null && attempt.number() == ended.attempt()) {
        ended(attempt, ended.ending());
      }
    } else if (word instanceof Word.Answer answer) {
      questions--;
      if (answer.goOn()) {
        gate.goOn(answer.name());
      }
    } else if (word instanceof Word.Stop) {
      stopped = true;
    } else {
      hearAway(word);
    }
  }

  private void hearAway(Word word) throws IOException {
    hearOnce(word);
    for (Word.News ripe = away.ripe(); !ripe.isEmpty(); ripe = away.ripe()) {
      hearOnce(ripe);
    }
    away.removeWhatLingers();
  }

  private void hearOnce(Word word) throws IOException {
    for (AwayNews.Over each : away.hear(word, clock.instant())) {
      // one that ended just before may have taken it
      if (running.containsKey(each.attempt().id())) {
        ended(each.attempt(), each.ending());
      }
    }
  }

  /** Asks the driver to end its children and leave; from any thread. */
  public void stop() {
    words.add(new Word.Stop());
  }

  /** What a person says to a pause; from any thread. */
  public void answer(String name, boolean goOn) {
    words.add(new Word.Answer(name, goOn));
  }

  private void startWhatFits() throws IOException {
    if (ending) {
      return;
    }
    for (Attempt each : starts.here()) {
      watch(each.with(jobs.start(each, course.stage(), course.places(each.job()).moved())));
      options.observer().started(each.job().node(), each.id());
    }
    for (Attempt each : starts.away(clock.instant())) {
      running.put(each.id(), each);
    }
  }

  private void watch(Attempt attempt) {
    running.put(attempt.id(), attempt);
    Running started = attempt.running().orElseThrow();
    var unused =
        started
            .ended()
            .thenAccept(ended -> words.add(new Word.Ended(attempt.id(), attempt.number(), ended)));
  }

  private void ended(Attempt attempt, Ending how) throws IOException {
    running.remove(attempt.id());
    release(attempt);
    if (aborted) {
      farewell.leave(attempt, how); // it was ended from here: no rule is to be asked about that
      return;
    }
    Event said = judge.judge(attempt, how);
    course.apply(said);
    if (said instanceof Event.Done done) {
      gate.well(attempt.job());
      course.done(attempt.job(), done.record());
      if (jobs.hasTreeFiles(attempt.job())) {
        course.flush(); // they may go only when it is written down that nobody needs them
        jobs.removeTreeFiles(attempt.job());
      }
      options.observer().done(attempt.job().node(), attempt.id());
    } else {
      react(attempt, (Event.Failed) said);
    }
  }

  private void release(Attempt attempt) {
    attempt.away().ifPresent(each -> desks.of(each.key()).ifPresent(it -> it.forget(each.key())));
    if (attempt.away().isEmpty()) {
      options.slots().release(attempt.request());
      limits.end(attempt.job()).ifPresent(course::putBack);
    }
  }

  private void react(Attempt attempt, Event.Failed failed) throws IOException {
    JobRef job = attempt.job();
    NodePlan node = job.node();
    Decision decision = failed.decision();
    switch (decision.kind()) {
      case RETRY -> {
        course.again(job);
        Instant until =
            clock.instant().plusSeconds(decision.after().map(each -> each.seconds()).orElse(0L));
        if (decision.after().isPresent()) {
          retries.add(attempt.id(), until);
        } else {
          course.putBack(job);
        }
      }
      case SKIP -> course.over(job, Standing.SKIPPED);
      case HALVE -> {
        course.again(job);
        cutting.add(job);
      }
      default -> course.over(job, Standing.FAILED);
    }
    options.observer().failed(node, failed, attempt.log());
    boolean last = decision.kind() == Decision.Kind.FAIL || decision.kind() == Decision.Kind.ABORT;
    if (last) {
      Optional<Event.Paused> paused = gate.failed(failed, job);
      if (paused.isPresent()) {
        tell(paused.get());
      }
    }
    if (decision.kind() == Decision.Kind.ABORT) {
      ending = true;
      aborted = true;
      running.values().forEach(Attempt::end);
      away.endAll("a rule ends the run");
    } else if (last && options.caution().failFast()) {
      ending = true;
      away.withdrawQueued(each -> true, "another job failed, and --fail-fast was asked for");
    }
  }

  /** Tells those who watch of a pause, and asks whoever can be asked. */
  private void tell(Event.Paused paused) throws IOException {
    options.observer().paused(paused);
    away.withdrawQueued(gate::isHeldBack, "its node is paused");
    if (options.asker().isPresent()) {
      questions++;
      options.asker().get().ask(paused.name(), this);
    }
  }

  /** Lets the halves of chunks take their places. */
  private void cut() throws IOException {
    if (cutting.isPending()) {
      desks.open().forEach(Desk::forgetWaiting);
      List<Attempt> replaced = cutting.cut(running);
      replaced.forEach(Attempt::end);
      for (Attempt each : replaced) {
        each.running().ifPresent(one -> one.ended().join()); // the next one writes where it would
        running.remove(each.id());
        if (each.away().isEmpty()) {
          options.slots().release(each.request());
          var unused = limits.end(each.job());
        }
      }
      away.withdraw(
          replaced.stream().filter(each -> each.away().isPresent()).toList(),
          "a chunk that it takes was halved");
      gate.forget();
      limits.forget();
      course.refill();
    }
  }

  private Outcome left() throws IOException, InterruptedException {
    farewell.endAll();
    Outcome outcome = outcome();
    if (outcome != Outcome.STOPPED) {
      new CoverageReport(course).write();
    }
    course.apply(course.closing(outcome));
    course.flush();
    journal.close();
    options.observer().ended(outcome);
    return outcome;
  }

  private Outcome outcome() {
    if (stopped) {
      return Outcome.STOPPED;
    }
    if (course.stage().isWhole()) {
      return Outcome.DONE;
    }
    return gate.keepsForPause() ? Outcome.PAUSED : Outcome.FAILED;
  }
}
