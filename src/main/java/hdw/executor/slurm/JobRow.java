package hdw.executor.slurm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Slurm says of some tasks that all stand alike: a row of {@code squeue} or {@code sacct}.
 *
 * @param state its first word, such as {@code PENDING}
 * @param status how it ended
 * @param reason why it waits or failed, in Slurm's own word
 * @param start in seconds since the epoch; 0 where it did not start
 * @param end the same; while it runs, when it will be ended at the latest
 * @param restarts how often it was started before
 * @param host empty where it has none
 */
record JobRow(
    TaskIds ids,
    String state,
    Status status,
    String reason,
    long start,
    long end,
    int restarts,
    String host,
    JobName name) {

  /** What {@code squeue -O} is asked for, in this order; the name last, as people may have any. */
  static final String COLUMNS =
      "JobArrayID:|,State:|,exit_code:|,Reason:|,StartTime:|,EndTime:|,RestartCnt:|,NodeList:|,Name:|";

  /** The same of {@code sacct -o}. */
  static final String ACCOUNTED = "JobID,State,ExitCode,Start,End,NodeList,JobName";

  /** What a job is called in the accounting that was killed as it started. */
  private static final String NAMELESS = "allocation";

  /** The reason of what waits for something that failed. */
  private static final String WITHOUT_HOPE = "DependencyNeverSatisfied";

  /** How the accounting has the same: who cancels is named, and Slurm itself is not. */
  private static final String CANCELLED_BY_NOBODY = "CANCELLED";

  private static final Pattern BAR = Pattern.compile("\\|");
  private static final int OF_SQUEUE = 9;
  private static final int OF_SACCT = 7;

  /** Where it is over: nothing follows but a requeue. */
  private static final List<String> FINAL =
      List.of(
          "COMPLETED",
          "FAILED",
          "TIMEOUT",
          "CANCELLED",
          "OUT_OF_MEMORY",
          "NODE_FAIL",
          "PREEMPTED",
          "BOOT_FAIL",
          "DEADLINE",
          "REVOKED");

  /** Where it has not begun; {@code CONFIGURING} waits for a node that boots. */
  private static final List<String> WAITING =
      List.of(
          "PENDING",
          "CONFIGURING",
          "REQUEUED",
          "REQUEUE_FED",
          "REQUEUE_HOLD",
          "SPECIAL_EXIT",
          "RESV_DEL_HOLD");

  /**
   * How a job's script ended.
   *
   * @param exit its exit code
   * @param signal what ended it; 0 where nothing did
   */
  record Status(int exit, int signal) {
    private static final int BYTE = 0xff;
    private static final int SIGNAL = 0x7f;
    private static final int FIRST_SIGNAL = 128;

    /** From what wait(2) gives. */
    static Status ofRaw(int raw) {
      return new Status(raw >> 8 & BYTE, raw & SIGNAL);
    }

    /** The code as bash has it. */
    int code() {
      return signal == 0 ? exit : FIRST_SIGNAL + signal;
    }
  }

  /** Reads a line of {@code squeue}; nothing where it is none of hdw's. */
  static Optional<JobRow> queued(String line) {
    String[] fields = BAR.split(line, OF_SQUEUE);
    if (fields.length < OF_SQUEUE) {
      return Optional.empty();
    }
    String name = fields[OF_SQUEUE - 1];
    Optional<JobName> known = JobName.parse(name.substring(0, Math.max(0, name.length() - 1)));
    Optional<TaskIds> ids = TaskIds.parse(fields[0]);
    if (known.isEmpty() || ids.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new JobRow(
            ids.get(),
            fields[1],
            Status.ofRaw((int) number(fields[2])),
            fields[3],
            number(fields[4]),
            number(fields[5]),
            (int) number(fields[6]),
            fields[7],
            known.get()));
  }

  /**
   * Reads a line of {@code sacct}; nothing where it is none of hdw's.
   *
   * @param expected the name of what was asked for
   */
  static Optional<JobRow> accounted(String line, JobName expected) {
    String[] fields = BAR.split(line, OF_SACCT);
    Optional<TaskIds> ids = TaskIds.parse(fields[0]);
    if (fields.length < OF_SACCT || ids.isEmpty()) {
      return Optional.empty();
    }
    String name = fields[OF_SACCT - 1];
    if (!name.equals(expected.text()) && !name.equals(NAMELESS)) {
      return Optional.empty();
    }
    String[] status = fields[2].split(":", 2);
    return Optional.of(
        new JobRow(
            ids.get(),
            fields[1].split("[ +]", 2)[0],
            new Status((int) number(status[0]), (int) number(status[status.length - 1])),
            fields[1].equals(CANCELLED_BY_NOBODY) ? WITHOUT_HOPE : "",
            number(fields[3]),
            number(fields[4]),
            0,
            fields[5],
            expected));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      return 0; // as in N/A, Unknown
    }
  }

  /** Whether it is over. */
  boolean isOver() {
    return FINAL.contains(state);
  }

  /** Whether it has not begun, or not again. */
  boolean isWaiting() {
    return WAITING.contains(state);
  }

  /** Whether Slurm was asked to start it when something else has ended, which failed. */
  boolean isWithoutHope() {
    return reason.equals(WITHOUT_HOPE);
  }

  /** Whether it waits until a person lets it go. */
  boolean isHeldByUser() {
    return reason.equals("JobHeldUser");
  }

  /** Whether it has run, or runs, on some machine. */
  boolean hasBegun() {
    return start > 0 && !host.isEmpty();
  }

  /** When it began. */
  Instant began() {
    return Instant.ofEpochSecond(start);
  }

  /** How long it ran. */
  Duration ran() {
    return start == 0 || end < start ? Duration.ZERO : Duration.ofSeconds(end - start);
  }
}
