package hdw.run;

import hdw.executor.Ending;
import hdw.executor.local.Left;
import hdw.executor.local.LocalExecutor;
import hdw.executor.local.Marks;
import hdw.executor.local.Running;
import hdw.model.Executor;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.rules.Request;
import hdw.rules.Verdict;
import hdw.run.JobRecord.OutputStat;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Takes up a run: keeps what still counts, and finds out what became of what an earlier driver
 * left.
 */
final class Takeover {
  private final Course course;
  private final RunStarter.Prepared prepared;
  private final LocalJobs jobs;
  private final Judge judge;
  private final Clock clock;
  private final Foreseen foreseen;
  private final Map<String, Instant> retries = new LinkedHashMap<>();
  private final List<JobRef> unknown = new ArrayList<>();
  private final List<Attempt> unwanted = new ArrayList<>();
  private final Set<Executor> systems = EnumSet.noneOf(Executor.class);

  Takeover(Course course, RunStarter.Prepared prepared, LocalJobs jobs, Judge judge, Clock clock) {
    this.course = course;
    this.prepared = prepared;
    this.jobs = jobs;
    this.judge = judge;
    this.clock = clock;
    this.foreseen = new Foreseen(course);
  }

  /** The jobs that wait to be tried again, and until when. */
  Map<String, Instant> retries() {
    return retries;
  }

  /** The batch systems in which an earlier driver may have left something. */
  Set<Executor> systems() {
    return systems;
  }

  /** Attempts that a batch system may have and nobody wants: none of them runs for a job twice. */
  List<Attempt> unwanted() {
    return unwanted;
  }

  /** Settles where every job stands; gives the attempts that an earlier driver left running. */
  List<Attempt> run() throws IOException {
    for (Map.Entry<String, Set<String>> each : prepared.cuts().chunks().entrySet()) {
      for (String chunk : each.getValue()) {
        if (!prepared.goesOn()) { // the run after this one is to know it too
          course.apply(new Event.Cut(each.getKey(), chunk));
        }
      }
    }
    for (String each : prepared.goesOnPast()) {
      course.apply(new Event.WentOn(each));
    }
    for (NodePlan node : course.plan().nodes()) {
      for (int i = 0; i < node.size(); i++) {
        settle(new JobRef(node, i), prepared.freshness().verdict(node, i));
      }
    }
    inherit();
    replaceWhatIsGone();
    return fates();
  }

  /** Notes what the run before left and this one does not ask for. */
  private void inherit() throws IOException {
    if (!prepared.goesOn()) {
      prepared.heritage().handOnMeasured(course::apply);
      prepared.heritage().handOnResults(course.state(), course::apply);
    }
  }

  /** A driver that died while it cut may not have said which jobs are none any more. */
  private void replaceWhatIsGone() throws IOException {
    if (!prepared.goesOn() || prepared.cuts().isEmpty()) {
      return;
    }
    Set<String> ids = new HashSet<>();
    for (NodePlan node : course.plan().nodes()) {
      for (int i = 0; i < node.size(); i++) {
        ids.add(node.id(i));
      }
    }
    for (JobStory each : prepared.state().jobs()) {
      if (each.state() != JobStory.State.HALVED && !ids.contains(each.id())) {
        course.apply(new Event.Replaced(each.id()));
      }
    }
  }

  private void settle(JobRef job, Freshness.Verdict verdict) throws IOException {
    Optional<JobStory> story = course.story(job);
    if (!verdict.runs()) {
      if (verdict.passedBy().isPresent()) {
        pass(job, story, verdict.passedBy().get());
      } else {
        keep(job, story, verdict.earlier().orElseThrow());
      }
    } else if (story.isEmpty()) {
      want(job, verdict);
    } else {
      switch (story.get().state()) {
        case RUNNING, QUEUED, HELD -> unknown.add(job);
        case FAILED -> failedBefore(job, verdict);
        case WAITING -> waitedBefore(job, story.get(), verdict);
        default -> want(job, verdict);
      }
    }
  }

  private void keep(JobRef job, Optional<JobStory> story, JobRecord record) throws IOException {
    if (!story.map(JobStory::state).equals(Optional.of(JobStory.State.DONE))) {
      course.apply(new Event.Kept(Course.id(job), prepared.freshness().lastUsage(job), record));
    }
    course.keep(job, record);
  }

  private void pass(JobRef job, Optional<JobStory> story, String rule) throws IOException {
    if (!story.map(JobStory::state).equals(Optional.of(JobStory.State.SKIPPED))) {
      course.apply(new Event.Passed(Course.id(job), rule, prepared.freshness().made(job)));
    }
    course.set(job, Standing.SKIPPED);
  }

  private void want(JobRef job, Freshness.Verdict verdict) throws IOException {
    course.apply(
        new Event.Wanted(Course.id(job), verdict.because().orElseThrow(), verdict.earlier()));
  }

  private void failedBefore(JobRef job, Freshness.Verdict verdict) throws IOException {
    if (prepared.triesAgain(Course.id(job))) {
      want(job, verdict);
      if (!prepared.raised().isEmpty()) {
        course.apply(new Event.Asked(Course.id(job), prepared.raised()));
      }
    } else {
      course.set(job, Standing.FAILED);
    }
  }

  private void waitedBefore(JobRef job, JobStory story, Freshness.Verdict verdict)
      throws IOException {
    boolean inTheMiddle = story.tries() > 0 || story.attempts() > 0 && !story.raised().isEmpty();
    if (inTheMiddle) {
      story
          .retryAt()
          .filter(clock.instant()::isBefore)
          .ifPresent(at -> retries.put(story.id(), at));
    } else if (!story.because().equals(verdict.because())) {
      want(job, verdict);
    }
  }

  /**
   * What became of attempts whose end no driver saw: they run still, their script noted its end, or
   * nothing is known of them and they run once more.
   */
  private List<Attempt> fates() throws IOException {
    if (!prepared.goesOn()) {
      return List.of(); // nobody was here before
    }
    var adopted = new ArrayList<Attempt>(away());
    Map<String, Left> left = new HashMap<>();
    for (Left each : LocalExecutor.left(jobs.token())) {
      left.put(each.job() + ":" + each.attempt(), each);
    }
    Marks marks = Marks.read(jobs.marks());
    Map<JobRef, OptionalInt> lost = new LinkedHashMap<>();
    for (JobRef job : unknown) {
      JobStory story = course.story(job).orElseThrow();
      if (!story.submission().isEmpty()) {
        continue;
      }
      Attempt.Made made = course.made(job, prepared.freshness()); // of what is kept alone
      boolean same = made.text().equals(story.made());
      Optional<Left> alive = Optional.ofNullable(left.get(story.id() + ":" + story.attempts()));
      OptionalInt exit = marks.exit(story.id(), story.attempts());
      if (same && alive.isPresent()) {
        left.remove(story.id() + ":" + story.attempts());
        adopted.add(adopt(job, story, alive.get()));
      } else if (same && exit.isPresent() && !marks.wasStopped(story.id(), story.attempts())) {
        adopted.add(ended(job, story, exit));
      } else {
        String because =
            !same
                ? "it was started for another command or other inputs"
                : exit.isPresent()
                    ? "it was ended from outside as its driver died"
                    : "its driver died, and nothing is known of it";
        course.apply(new Event.Lost(story.id(), story.attempts(), because));
        lost.put(job, marks.pid(story.id(), story.attempts()));
      }
    }
    end(left.values());
    for (Map.Entry<JobRef, OptionalInt> each : lost.entrySet()) {
      int attempt = course.story(each.getKey()).orElseThrow().attempts();
      jobs.tidyUp(each.getKey(), attempt, each.getValue());
    }
    return adopted;
  }

  /** The attempts that went to a batch system: where they stand it will say itself. */
  private List<Attempt> away() throws IOException {
    for (Event.Submitted each : prepared.state().submissions().values()) {
      Executor.named(each.executor()).ifPresent(systems::add);
    }
    var away = new ArrayList<Attempt>();
    for (JobRef job : unknown) {
      JobStory story = course.story(job).orElseThrow();
      if (!story.submission().isEmpty()) {
        Attempt plain = attempt(job, story);
        Attempt attempt = plain.with(new Away(Desk.key(plain, story.submission()), "", 0));
        systems.add(attempt.request().executor());
        Optional<Attempt.Made> made = foreseen.made(job, story, prepared.freshness());
        if (made.isPresent()) {
          course.queued(job);
          away.add(attempt.with(made.get()));
        } else {
          course.apply(
              new Event.Lost(
                  story.id(), story.attempts(), "it was for another command or other inputs"));
          unwanted.add(attempt);
        }
      }
    }
    return away;
  }

  private Attempt adopt(JobRef job, JobStory story, Left left) throws IOException {
    Attempt attempt = attempt(job, story);
    Running running = jobs.adopt(left, attempt);
    course.started(job);
    return attempt.with(running);
  }

  private Attempt ended(JobRef job, JobStory story, OptionalInt exit) throws IOException {
    Attempt attempt = attempt(job, story);
    var ending = new Ending(exit, Verdict.ENDED, "", Optional.empty(), ran(attempt, story));
    course.started(job);
    return attempt.with(new Over(ending));
  }

  /** How long an attempt ran whose end nobody saw: until it last wrote something. */
  private Duration ran(Attempt attempt, JobStory story) {
    var files = new Files(jobs.workFolder());
    var written = new ArrayList<>(attempt.job().node().outputs(attempt.job().job()));
    written.add(jobs.out(attempt).toAbsolutePath().toString());
    written.add(jobs.err(attempt).toAbsolutePath().toString());
    long begun = story.startedAt().toEpochMilli();
    long last =
        written.stream()
            .flatMap(each -> files.stat(each).stream())
            .mapToLong(OutputStat::modified)
            .reduce(begun, Math::max);
    return Duration.ofMillis(last - begun);
  }

  private Attempt attempt(JobRef job, JobStory story) throws IOException {
    Request request = judge.request(job);
    return Attempt.of(job, story.attempts(), request, course.made(job, prepared.freshness()));
  }

  /**
   * Ends what nobody waits for any more, and waits until it has: it would write where others are to
   * write.
   */
  private void end(Iterable<Left> left) {
    var ending = new ArrayList<Running>();
    left.forEach(each -> ending.add(jobs.end(each)));
    ending.forEach(each -> each.ended().join());
  }

  /** An attempt that ended while no driver was there. */
  private record Over(Ending ending) implements Running {
    @Override
    public long pid() {
      return -1;
    }

    @Override
    public CompletableFuture<Ending> ended() {
      return CompletableFuture.completedFuture(ending);
    }

    @Override
    public void end() {
      // it has ended
    }
  }
}
