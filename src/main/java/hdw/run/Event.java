package hdw.run;

import java.util.Optional;
import java.util.OptionalInt;

/** One line of a journal. */
public sealed interface Event {

  /** A driver took the run up. */
  record Opened(String workflow, String planHash, String host, long pid) implements Event {}

  /** A result of an earlier run still counts. */
  record Kept(String job, JobRecord record) implements Event {}

  /** A job will run, and why; {@code earlier} is its last result, whose outputs it may replace. */
  record Wanted(String job, String because, Optional<JobRecord> earlier) implements Event {}

  /** An attempt is about to begin. */
  record Started(String job, int attempt) implements Event {}

  /** An attempt ended well and its outputs are in place. */
  record Done(String job, int attempt, long milliseconds, JobRecord record) implements Event {}

  /**
   * An attempt failed.
   *
   * @param exit the exit code, where it ended by itself
   * @param evidence the last line that says what went wrong
   */
  record Failed(
      String job,
      int attempt,
      long milliseconds,
      OptionalInt exit,
      String reason,
      String evidence,
      String host)
      implements Event {}

  /** A job cannot run because another one failed. */
  record Blocked(String job, String by) implements Event {}

  /** The driver leaves: {@code done}, {@code failed} or {@code stopped}. */
  record Closed(String state) implements Event {}
}
