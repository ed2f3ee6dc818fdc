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
  private static final int KIBIBYTES = 1024;

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
      case QueuedJob.HELD -> new Happening.Held(job.key(), job.text("HoldReason"));
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

  /** Of two jobs of one attempt, as after a repeated submission, the one that has not ended. */
  static Happening livelier(Happening one, Happening other) {
    return one instanceof Happening.Ended ? other : one;
  }

  private static Happening began(QueuedJob job) {
    String slot = job.text("RemoteHost");
    String host = slot.substring(slot.indexOf('@') + 1);
    int restarts = (int) Math.max(0, job.number("JobRunCount") - 1);
    return new Happening.Began(
        job.key(), host, restarts, Instant.ofEpochSecond(job.number("JobCurrentStartDate")));
  }

  /** Of a job that has left the queue, or is about to. */
  static Happening ended(QueuedJob job) {
    boolean removed = job.status() == QueuedJob.REMOVED;
    long kibibytes = job.number("ResidentSetSize_RAW");
    var ending =
        new Ending(
            removed ? OptionalInt.empty() : OptionalInt.of(exit(job)),
            removed ? Verdict.REMOVED : Verdict.ENDED,
            removed ? job.text("RemoveReason") : "",
            kibibytes > 0
                ? Optional.of(Memory.ofMebibytes(Math.max(1, kibibytes / KIBIBYTES)))
                : Optional.empty(),
            Duration.ofSeconds(job.number("RemoteWallClockTime")));
    return new Happening.Ended(job.key(), ending, false);
  }

  /** As bash has it. */
  private static int exit(QueuedJob job) {
    return job.isTrue("ExitBySignal")
        ? FIRST_SIGNAL + (int) job.number("ExitSignal")
        : (int) job.number("ExitCode");
  }
}
