package hdw.run;

import hdw.executor.Ending;
import hdw.executor.local.Limits;
import hdw.model.Resource;
import hdw.plan.Halving;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Cause;
import hdw.rules.Causes;
import hdw.rules.Decision;
import hdw.rules.Evidence;
import hdw.rules.Reactions;
import hdw.rules.Request;
import hdw.rules.Verdict;
import hdw.run.JobRecord.OutputStat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what became of an attempt: a result, or evidence, its cause, and what is done about it. */
final class Judge {
  private final LocalJobs jobs;
  private final Course course;
  private final Homecoming homecoming;
  private final Files files;
  private final Causes causes;
  private final Reactions reactions;

  Judge(Plan plan, LocalJobs jobs, Course course) {
    this.jobs = jobs;
    this.course = course;
    this.homecoming = new Homecoming(jobs, course);
    this.files = new Files(jobs.workFolder());
    this.causes = new Causes(plan.workflow(), plan.catalog().world());
    this.reactions = new Reactions(plan.workflow(), plan.catalog());
  }

  /** What the next attempt at a job asks for: the plan, and all that was raised since. */
  Request request(JobRef job) {
    Request planned = job.node().request(job.job());
    var raised = course.story(job).map(JobStory::raised).orElse(List.of());
    return raised.isEmpty() ? planned : reactions.raise(planned, job.node().node(), raised);
  }

  /** What a job of this request is held to here: what somebody asked for, not what is built in. */
  static Limits limits(Request request) {
    boolean asked = request.chain(Resource.MEMORY).size() > 1;
    return new Limits(asked ? Optional.of(request.memory()) : Optional.empty(), request.time());
  }

  /** A result, or a failure with what is done about it. */
  Event judge(Attempt attempt, Ending ending) {
    Optional<Event.Done> done = done(attempt, ending);
    return done.isPresent() ? done.get() : failed(attempt, ending);
  }

  /** The result of an attempt that ended well with all its outputs in place. */
  Optional<Event.Done> done(Attempt attempt, Ending ending) {
    boolean well = isWell(ending) && notBrought(attempt).isEmpty();
    List<OutputStat> outputs = well ? outputs(attempt.job()) : List.of();
    if (!well || !missing(attempt.job(), outputs).isEmpty()) {
      return Optional.empty();
    }
    var record = new JobRecord(attempt.made().parts(), attempt.made().upstream(), outputs);
    return Optional.of(
        new Event.Done(attempt.id(), attempt.number(), usage(attempt, ending), record));
  }

  /** Whether all went well, as far as the executor can tell. */
  static boolean isWell(Ending ending) {
    return ending.verdict() == Verdict.ENDED && ending.exit().orElse(-1) == 0;
  }

  /** Why outputs that were to come back with an attempt are not in their places. */
  private Optional<String> notBrought(Attempt attempt) {
    try {
      homecoming.bring(attempt);
      return Optional.empty();
    } catch (IOException torn) {
      return Optional.of(String.valueOf(torn.getMessage()));
    }
  }

  /** The ending of an attempt, and what became of outputs that were to come back with it. */
  private Ending whole(Attempt attempt, Ending ending) {
    Optional<String> trouble = isWell(ending) ? notBrought(attempt) : Optional.empty();
    if (trouble.isEmpty()) {
      homecoming.clear(attempt);
      return ending;
    }
    return new Ending(
        ending.exit(), Verdict.MISSING_OUTPUT, trouble.get(), ending.memoryUsed(), ending.ran());
  }

  /** The outputs of a job as they are now, those that are not there as empty ones. */
  private List<OutputStat> outputs(JobRef job) {
    var stats = new ArrayList<OutputStat>();
    for (String path : job.node().outputs(job.job())) {
      stats.add(files.stat(path).orElse(new OutputStat(path, OutputStat.EMPTY, -1)));
    }
    return stats;
  }

  /** The outputs that are not there and may not be missing. */
  private static List<String> missing(JobRef job, List<OutputStat> outputs) {
    return job.node().node().task().options().emptyOutputAllowed()
        ? List.of()
        : outputs.stream()
            .filter(each -> each.bytes() == OutputStat.EMPTY)
            .map(OutputStat::path)
            .toList();
  }

  private Usage usage(Attempt attempt, Ending ending) {
    Map<String, Double> metrics = Metrics.read(jobs.metrics(attempt));
    return new Usage(
        ending.ran().toMillis(), ending.memoryUsed().map(each -> each.bytes()), metrics);
  }

  private Event.Failed failed(Attempt attempt, Ending how) {
    Ending ending = whole(attempt, how);
    Evidence evidence = evidence(attempt, ending);
    Cause cause = causes.of(evidence, attempt.task());
    Decision decision = decision(attempt, evidence, cause);
    boolean again = decision.kind() == Decision.Kind.RETRY;
    return new Event.Failed(
        attempt.id(),
        attempt.number(),
        usage(attempt, ending),
        ending.exit(),
        host(attempt),
        cause,
        decision,
        again ? course.places(attempt.job()).next(cause) : Map.of());
  }

  private Evidence evidence(Attempt attempt, Ending ending) {
    Limits limits = attempt.away().isPresent() ? granted(attempt) : limits(attempt.request());
    boolean exitedWell = ending.exit().orElse(-1) == 0;
    return new Evidence(
        ending.exit(),
        ending.verdict(),
        ending.said(),
        ending.memoryUsed(),
        limits.memory(),
        Optional.of(ending.ran()),
        limits.time().map(each -> Duration.ofSeconds(each.seconds())),
        Tail.of(jobs.out(attempt)),
        Tail.of(jobs.err(attempt)),
        exitedWell ? missing(attempt.job(), outputs(attempt.job())) : List.of(),
        host(attempt),
        attempt.away().map(Away::restarts).orElse(0));
  }

  /** A batch system holds jobs to all that they ask for. */
  private static Limits granted(Attempt attempt) {
    return new Limits(Optional.of(attempt.request().memory()), attempt.request().time());
  }

  private String host(Attempt attempt) {
    return attempt.away().map(Away::host).orElse(jobs.host());
  }

  private Decision decision(Attempt attempt, Evidence evidence, Cause cause) {
    Optional<JobStory> story = course.story(attempt.job());
    var failure =
        new Reactions.Failure(
            evidence,
            cause,
            story.map(JobStory::tries).orElse(0) + 1,
            story
                .filter(each -> each.tries() > 0)
                .filter(each -> each.lastSign().equals(Optional.of(cause.sign())))
                .isPresent(),
            story.map(JobStory::reactions).orElse(0));
    NodePlan node = attempt.job().node();
    Decision decision =
        reactions.decide(
            failure, attempt.request(), node.node(), node.bindings(attempt.job().job()));
    boolean cannotHalve =
        decision.kind() == Decision.Kind.HALVE
            && Halving.of(course.plan(), node, attempt.job().job()).isEmpty();
    return cannotHalve
        ? new Decision(
            Decision.Kind.FAIL,
            decision.rule(),
            List.of(),
            Optional.empty(),
            false,
            "a chunk of one file cannot be halved")
        : decision;
  }
}
