package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job of this run as the schedd describes it, in its queue or in its history.
 *
 * @param ad its attributes, those of {@link #ATTRIBUTES}
 */
record QueuedJob(AttemptKey key, Map<String, Object> ad) {
  /** What is asked for. */
  static final List<String> ATTRIBUTES =
      List.of(
          "ClusterId",
          "ProcId",
          "JobStatus",
          "HoldReasonCode",
          "HoldReasonSubCode",
          "HoldReason",
          "RemoteHost",
          "LastRemoteHost",
          "JobRunCount",
          "JobCurrentStartDate",
          "EnteredCurrentStatus",
          "CompletionDate",
          "ExitCode",
          "ExitBySignal",
          "ExitSignal",
          "RemoveReason",
          "RemoteWallClockTime",
          "ResidentSetSize_RAW",
          "HdwToken",
          "HdwJob",
          "HdwAttempt");

  static final int IDLE = 1;
  static final int RUNNING = 2;
  static final int REMOVED = 3;
  static final int COMPLETED = 4;
  static final int HELD = 5;
  static final int TRANSFERRING = 6;
  static final int SUSPENDED = 7;

  private static final int SPOOLING = 16;

  /** Reads it; nothing where it carries no attempt. */
  static Optional<QueuedJob> of(Map<String, Object> ad) {
    Optional<String> token = JsonReader.text(ad, "HdwToken");
    Optional<String> job = JsonReader.text(ad, "HdwJob");
    int attempt = (int) JsonReader.number(ad, "HdwAttempt", 0);
    return token.isEmpty() || job.isEmpty() || attempt < 1
        ? Optional.empty()
        : Optional.of(new QueuedJob(new AttemptKey(token.get(), job.get(), attempt), ad));
  }

  /** As HTCondor names it. */
  String id() {
    return cluster() + "." + number("ProcId");
  }

  int cluster() {
    return (int) number("ClusterId");
  }

  int status() {
    return (int) number("JobStatus");
  }

  /** Whether it waits, runs or is held: not, where it has ended and is only not yet put away. */
  boolean isThere() {
    return status() != REMOVED && status() != COMPLETED;
  }

  /** Whether it is in the queue and its files are still on their way there. */
  boolean isSpooling() {
    return status() == HELD && number("HoldReasonCode") == SPOOLING;
  }

  /** Whether it ended by itself, though it may have been removed after that. */
  boolean isCompleted() {
    return status() == COMPLETED || status() == REMOVED && number("CompletionDate") > 0;
  }

  long number(String attribute) {
    return JsonReader.number(ad, attribute, 0);
  }

  String text(String attribute) {
    return JsonReader.text(ad, attribute).orElse("");
  }

  boolean isTrue(String attribute) {
    return Boolean.TRUE.equals(ad.get(attribute));
  }
}
