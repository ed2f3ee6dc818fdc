package hdw.run;

import hdw.rules.Decision;
import hdw.rules.Raised;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a journal says of one job.
 *
 * <p>There is one for every job of a run, so what only a failed job has is kept apart.
 */
public final class JobStory {
  private static final long UNKNOWN = -1;

  /** Where a job stands. */
  public enum State {
    /** It has not begun, or waits to be tried again. */
    WAITING,
    /** An attempt is in the queue of a batch system, or on its way there. */
    QUEUED,
    /** A batch system holds an attempt until a person does something about it. */
    HELD,
    /** An attempt began, and nothing says that it ended. */
    RUNNING,
    /** Its result counts. */
    DONE,
    /** It failed, and nothing more is tried. */
    FAILED,
    /** A rule gave it up, or something that it takes from is not there. */
    SKIPPED,
    /** Its halves run in its place: it is no job of the run any more. */
    HALVED;

    /** Whether an attempt has begun or is to begin without anything being done about it. */
    public boolean isUnderWay() {
      return this == RUNNING || this == QUEUED || this == HELD;
    }
  }

  private final String id;
  private State state = State.WAITING;
  private boolean kept;
  private boolean allowed;
  private int attempts;
  private int lastStarted;
  private long startedAt;
  private long endedAt;
  private long made;
  private long milliseconds;
  private long memoryBytes = UNKNOWN;
  private Map<String, Double> metrics = Map.of();
  // the empty text, null and -1 stand for nothing: an Optional each is too much for a million jobs
  private String because = "";
  private String blockedBy = "";
  private String submission = "";
  private String host = "";
  private String heldBecause = "";
  private int restarts;
  private byte[] record;
  private Troubles troubles = Troubles.NONE;

  JobStory(String id) {
    this.id = id;
  }

  void apply(Event.OfJob event, Instant time) {
    if (event instanceof Event.Started started) {
      start(started, time);
    } else if (event instanceof Event.Began began) {
      state = State.RUNNING;
      host = began.host();
      restarts = began.restarts();
      startedAt = time.toEpochMilli();
    } else if (event instanceof Event.Requeued) {
      state = State.QUEUED;
    } else if (event instanceof Event.Held held) {
      state = State.HELD;
      heldBecause = held.because();
    } else if (event instanceof Event.Done done) {
      state = State.DONE;
      kept = false;
      endedAt = time.toEpochMilli();
      took(done.usage());
      record = PackedRecord.pack(done.record());
    } else if (event instanceof Event.Wanted wanted) {
      want(wanted);
    } else if (event instanceof Event.Kept found) {
      state = State.DONE;
      kept = true;
      took(found.usage());
      record = PackedRecord.pack(found.record());
    } else if (event instanceof Event.Failed failed) {
      fail(failed, time);
    } else if (event instanceof Event.Passed passed) {
      state = State.SKIPPED;
      made = made(passed.made());
      troubles = troubles.own();
      troubles.pass(passed.rule());
    } else if (event instanceof Event.Lost) {
      state = State.WAITING;
    } else if (event instanceof Event.Replaced) {
      state = State.HALVED;
      unblock();
    } else if (event instanceof Event.Blocked blocked) {
      state = State.SKIPPED;
      blockedBy = blocked.by();
      allowed = blocked.allowed();
    } else if (event instanceof Event.Asked asked) {
      troubles = troubles.own();
      troubles.ask(asked.raised());
    }
  }

  private void start(Event.Started started, Instant time) {
    submission = started.submission();
    state = submission.isEmpty() ? State.RUNNING : State.QUEUED;
    attempts = Math.max(attempts, started.attempt());
    lastStarted = started.attempt();
    startedAt = time.toEpochMilli();
    made = made(started.made());
    host = "";
    restarts = 0;
  }

  /** A result of an earlier run, whose job is none of this one. */
  void remember(Event.Remembered found) {
    state = found.because().isEmpty() ? State.DONE : State.WAITING;
    because = found.because();
    took(found.usage());
    record = PackedRecord.pack(found.record());
  }

  /** A hash as a number: a text for each would be too much for a million jobs. */
  private static long made(String text) {
    try {
      return Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException noHash) {
      return 0;
    }
  }

  private void want(Event.Wanted wanted) {
    state = State.WAITING;
    kept = false;
    because = wanted.because();
    record = wanted.earlier().map(PackedRecord::pack).orElse(record);
    unblock();
    troubles.forgive();
  }

  private void fail(Event.Failed failed, Instant time) {
    Decision decision = failed.decision();
    state =
        switch (decision.kind()) {
          case RETRY -> State.WAITING;
          case SKIP -> State.SKIPPED;
          case FAIL, ABORT -> State.FAILED;
          case HALVE -> State.HALVED;
        };
    endedAt = time.toEpochMilli();
    took(failed.usage());
    unblock();
    troubles = troubles.own();
    troubles.add(failed, time);
  }

  private void took(Usage usage) {
    milliseconds = usage.milliseconds();
    memoryBytes = usage.memoryBytes().orElse(UNKNOWN);
    metrics = usage.metrics();
  }

  private void unblock() {
    blockedBy = "";
    allowed = false;
  }

  /**
   * A new driver took the run up: what failed and kept others from running may be tried again, and
   * it says so once more where it is not. What a rule gave up stays so.
   */
  void reopened() {
    if (state == State.SKIPPED && !blockedBy.isEmpty() && !allowed) {
      state = State.WAITING;
      unblock();
    }
  }

  /** The job's id. */
  public String id() {
    return id;
  }

  /** Where it stands. */
  public State state() {
    return state;
  }

  /** Whether it has a result that counts. */
  boolean isDone() {
    return state == State.DONE;
  }

  /** Whether its result was taken over from an earlier run. */
  public boolean kept() {
    return kept;
  }

  /** What its last attempt was made from, as a hash. */
  public String made() {
    return HexFormat.of().toHexDigits(made);
  }

  /** The highest number of an attempt that began in this run; 0 where none did. */
  public int attempts() {
    return attempts;
  }

  /**
   * The number of the attempt that began last; 0 where none did. Of a job that is {@link
   * State#RUNNING} when a driver takes the run up, the fate of this one is unknown.
   */
  public int lastStarted() {
    return lastStarted;
  }

  /** The token of the submission with which it went to a batch system; empty for none. */
  public String submission() {
    return submission;
  }

  /** The machine on which a batch system last started it; empty where it did not. */
  public String host() {
    return host;
  }

  /** How often a batch system started that attempt after the first time. */
  public int restarts() {
    return restarts;
  }

  /** Why a batch system holds it. */
  public Optional<String> heldBecause() {
    return state == State.HELD ? Optional.of(heldBecause) : Optional.empty();
  }

  /**
   * When that attempt began, as far as the journal says; when it was submitted, where nothing says
   * that it began.
   */
  public Instant startedAt() {
    return Instant.ofEpochMilli(startedAt);
  }

  /** When an attempt of it last ended in this run, well or not; the epoch where none did. */
  public Instant endedAt() {
    return Instant.ofEpochMilli(endedAt);
  }

  /** How many of its own attempts failed since it was last wanted. */
  public int tries() {
    return troubles.tries();
  }

  /** How often it was decided, since it was last wanted, to try it again. */
  public int reactions() {
    return troubles.reactions();
  }

  /**
   * What its next attempt asks for besides, in order: what reactions raised since it was last
   * wanted, and all that people asked for.
   */
  public List<Raised> raised() {
    return troubles.raised();
  }

  /** The machines that its next attempt should avoid. */
  public Set<String> avoided() {
    return troubles.avoided();
  }

  /** When it may be tried again, where it waits for that. */
  public Optional<Instant> retryAt() {
    return state == State.WAITING ? troubles.retryAt() : Optional.empty();
  }

  /** The sign of its last failure. */
  public Optional<String> lastSign() {
    return troubles.last().map(each -> each.cause().sign());
  }

  /** What its last attempt that ended took; nothing at all where none did. */
  public Usage usage() {
    return new Usage(
        milliseconds,
        memoryBytes == UNKNOWN ? Optional.empty() : Optional.of(memoryBytes),
        metrics);
  }

  /** How long that attempt took. */
  public long milliseconds() {
    return milliseconds;
  }

  /** Its last accepted result: of a job that is done, the one that counts. */
  public Optional<JobRecord> record() {
    return Optional.ofNullable(record).map(PackedRecord::unpack);
  }

  /** Whether its outputs, if there are any, come from hdw. */
  public boolean owned() {
    return record != null || attempts > 0;
  }

  /** Why it runs. */
  public Optional<String> because() {
    return Optional.of(because).filter(each -> !each.isEmpty());
  }

  /** The job that keeps it from running, as that failed or was given up. */
  public Optional<String> blockedBy() {
    return Optional.of(blockedBy).filter(each -> !each.isEmpty());
  }

  /** Whether a rule gave up the job that keeps it from running, so that this is no failure. */
  public boolean allowed() {
    return allowed;
  }

  /** The rule that gave it up. */
  public Optional<String> skippedBy() {
    return state == State.SKIPPED && blockedBy.isEmpty()
        ? troubles.passedBy().or(() -> troubles.last().flatMap(each -> each.decision().rule()))
        : Optional.empty();
  }

  /** Its failed attempts in this run, in order. */
  public List<Event.Failed> failures() {
    return troubles.failures();
  }
}
