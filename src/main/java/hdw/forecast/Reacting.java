package hdw.forecast;

import hdw.model.Reason;
import hdw.plan.Plan;
import hdw.rules.Cause;
import hdw.rules.Cause.Sureness;
import hdw.rules.Decision;
import hdw.rules.Evidence;
import hdw.rules.Reactions;
import hdw.rules.Request;
import hdw.rules.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the workflow's own rules do about attempts that fail in a game. */
final class Reacting {
  private final Reactions reactions;

  Reacting(Plan plan) {
    this.reactions = new Reactions(plan.workflow(), plan.catalog());
  }

  /** What is done about the attempt of a job that has just failed. */
  Decision decide(SimJob job) {
    Reason reason = job.attempt().reason().orElseThrow();
    var failure =
        new Reactions.Failure(
            evidence(job, reason),
            new Cause(reason, Sureness.CERTAIN, List.of(), "", ""),
            job.attemptNumber(),
            job.isRepeated(),
            job.reactions());
    return reactions.decide(
        failure, job.request(), job.node().node(), job.node().bindings(job.row()));
  }

  /** What the next attempt asks for. */
  Request raised(SimJob job, Decision decision) {
    return decision.raised().isEmpty()
        ? job.request()
        : reactions.raise(job.request(), job.node().node(), decision.raised());
  }

  /** Whatever ran out was used up; no more is known of an attempt that nobody made. */
  private static Evidence evidence(SimJob job, Reason reason) {
    Request request = job.request();
    var attempt = job.attempt();
    boolean memory = reason == Reason.OUT_OF_MEMORY;
    return new Evidence(
        OptionalInt.empty(),
        Verdict.ENDED,
        "",
        memory ? Optional.of(request.memory()) : Optional.empty(),
        Optional.of(request.memory()),
        Optional.of(Duration.ofMillis(attempt.ends() - attempt.began())),
        request.time().map(each -> Duration.ofSeconds(each.seconds())),
        "",
        "",
        List.of(),
        "",
        0);
  }
}
