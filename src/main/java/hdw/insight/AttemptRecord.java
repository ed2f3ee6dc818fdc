package hdw.insight;

import hdw.insight.PlannedNode.Asked;
import hdw.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at a job, which is over.
 *
 * @param node the id of the job's node; empty where the plan has no such job
 * @param task the name of its task
 * @param asked what it asked for, raised as rules and people wanted
 * @param submitted when it went to a batch system, or began on this machine
 * @param began when it began to run, the last time if a batch system started it again; nothing
 *     where it never did
 * @param host where it ran; empty where it never did, or nobody said
 * @param reason why it failed, such as {@code out_of_memory}; empty where it did not
 * @param usage what it took, as far as it was measured; its time is 0 for one that was lost
 */
public record AttemptRecord(
    String job,
    String node,
    String task,
    int attempt,
    Asked asked,
    Instant submitted,
    Optional<Instant> began,
    Instant ended,
    String host,
    Outcome outcome,
    String reason,
    Usage usage) {

  /** How it ended. */
  public enum Outcome {
    /** Its result was accepted. */
    DONE,
    /** It failed. */
    FAILED,
    /** It is not counted: its driver left or died, or took it back. */
    LOST
  }

  /** How long it waited in a queue; nothing where it never ran. */
  public Optional<Duration> waited() {
    return began.map(each -> Duration.between(submitted, each));
  }

  /**
   * How long it ran: as it measured itself, or from its begin to its end where it was not able to;
   * zero where it never ran.
   */
  public Duration ran() {
    return usage.milliseconds() > 0
        ? Duration.ofMillis(usage.milliseconds())
        : began.map(each -> Duration.between(each, ended)).orElse(Duration.ZERO);
  }

  /** The time of the processors that it kept for itself: how long it ran, times its processors. */
  public Duration coreTime() {
    return ran().multipliedBy(asked.cpus());
  }
}
