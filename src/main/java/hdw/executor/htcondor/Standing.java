package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a job stands, from what the schedd says of it where the event log says nothing. */
final class Standing {
  private static final int FIRST_SIGNAL = 128;
  private static final long KIBIBYTE = 1024;

  private Standing() {}

  /**
   * Of a job in the queue.
   *
   * @param last what the event log said last of it
   */
  static Happening inQueue(QueuedJob job, Optional<Happening> last) {
    return switch (job.status()) {
      case QueuedJob.RUNNING, QueuedJob.TRANSFERRING, QueuedJob.SUSPENDED ->
          last.filter(each -> each instanceof Happening.Began).orElseGet(() -> began(job));
      case QueuedJob.HELD ->
          job.isSpooling() ? new Happening.Queued(job.key(), job.id()) : held(job);
      case QueuedJob.REMOVED, QueuedJob.COMPLETED -> ended(job);
      default -> new Happening.Queued(job.key(), job.id());
    };
  }

  /** Of an attempt of which the schedd has still to make a job. */
  static Happening unmade(AttemptKey key, Factory factory) {
    return factory.waits()
        ? new Happening.Held(key, factory.because())
        : new Happening.Queued(key, Integer.toString(factory.cluster()));
  }

  /** Of an attempt whose submission was removed before the schedd made a job of it. */
  static Happening neverMade(AttemptKey key) {
    String said = "its cluster was removed before HTCondor made this job";
    return new Happening.Ended(key, Ending.unrun(Verdict.REMOVED, said), false);
  }

  /** Of two jobs of one attempt, as after a repeated submission, the one that has not ended. */
  static Happening livelier(Happening one, Happening other) {
    return one instanceof Happening.Ended ? other : one;
  }

  /** Of a job that runs, or ran. */
  static Happening.Began began(QueuedJob job) {
    String now = job.text("RemoteHost");
    String slot = now.isEmpty() ? job.text("LastRemoteHost") : now;
    String host = slot.substring(slot.indexOf('@') + 1);
    int restarts = (int) Math.max(0, job.number("JobRunCount") - 1);
    return new Happening.Began(
        job.key(), host, restarts, Instant.ofEpochSecond(job.number("JobCurrentStartDate")));
  }

  private static Happening held(QueuedJob job) {
    String reason = job.text("HoldReason");
    return Holds.verdict(
            (int) job.number("HoldReasonCode"), (int) job.number("HoldReasonSubCode"), reason)
        .<Happening>map(
            verdict ->
                new Happening.Ended(
                    job.key(), ending(job, OptionalInt.empty(), verdict, reason), true))
        .orElseGet(() -> new Happening.Held(job.key(), reason));
  }

  /** Of a job that has left the queue, or is about to. */
  static Happening.Ended ended(QueuedJob job) {
    if (!job.isCompleted()) {
      String reason = job.text("RemoveReason");
      return new Happening.Ended(
          job.key(), ending(job, OptionalInt.empty(), removed(job, reason), reason), false);
    }
    return new Happening.Ended(
        job.key(), ending(job, OptionalInt.of(exit(job)), Verdict.ENDED, ""), false);
  }

  /** As the log has it: a limit counts only for what ran, and where nobody says to have done it. */
  private static Verdict removed(QueuedJob job, String reason) {
    return reason.contains("via condor_rm")
            || reason.contains("(by user ")
            || job.number("JobRunCount") == 0
        ? Verdict.REMOVED
        : Wording.limit(reason).orElse(Verdict.REMOVED);
  }

  private static Ending ending(QueuedJob job, OptionalInt exit, Verdict verdict, String said) {
    long bytes = job.number("ResidentSetSize_RAW") * KIBIBYTE;
    return new Ending(
        exit,
        verdict,
        said,
        bytes > 0 ? Optional.of(new Memory(bytes)) : Optional.empty(),
        Duration.ofSeconds(job.number("RemoteWallClockTime")));
  }

  /** As bash has it. */
  private static int exit(QueuedJob job) {
    return job.isTrue("ExitBySignal")
        ? FIRST_SIGNAL + (int) job.number("ExitSignal")
        : (int) job.number("ExitCode");
  }
}
