package hdw.run;

import hdw.rules.Decision;
import hdw.rules.Raised;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a journal says of one job.
 *
 * <p>There is one for every job of a run, so what only a failed job has is kept apart.
 */
public final class JobStory extends JobName {
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

  private State state = State.WAITING;
  private boolean kept;
  private boolean allowed;
  private int attempts;
  private int lastStarted;
  private long startedAt;
  private long endedAt;
  private long made;
  private long milliseconds;
  private long memoryBytes = JobLine.UNKNOWN;
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

  JobStory(int number, String family, byte[] names, int from, int length) {
    super(number, family, names, from, length);
  }

  /** Does what {@link #apply(Event.OfJob, Instant)} does with the same as an event. */
  void apply(JobLine line) {
    switch (line.kind) {
      case WANTED -> want(line.word, line.record == null ? record : line.record);
      case STARTED -> start(line.word, line.attempt, line.made, line.milliTime());
      case BEGAN -> begin(line.word, line.restarts, line.milliTime());
      case REQUEUED -> state = State.QUEUED;
      case HELD -> hold(line.word);
      case LOST -> state = State.WAITING;
      case FAILED -> apply(line.event(id()), line.time());
      case DONE, KEPT -> {
        accept(line.kind == JobLine.Kind.KEPT, line.record);
        endedAt = kept ? endedAt : line.milliTime();
        took(line.milliseconds, line.memoryBytes, line.metrics);
      }
    }
  }

  void apply(Event.OfJob event, Instant time) {
    if (event instanceof Event.Started started) {
      start(
          started.submission(),
          started.attempt(),
          Hash.number(started.made()),
          time.toEpochMilli());
    } else if (event instanceof Event.Began began) {
      begin(began.host(), began.restarts(), time.toEpochMilli());
    } else if (event instanceof Event.Requeued) {
      state = State.QUEUED;
    } else if (event instanceof Event.Held held) {
      hold(held.because());
    } else if (event instanceof Event.Done done) {
      accept(false, PackedRecord.pack(done.record()));
      endedAt = time.toEpochMilli();
      took(done.usage());
    } else if (event instanceof Event.Wanted wanted) {
      want(wanted.because(), wanted.earlier().map(PackedRecord::pack).orElse(record));
    } else if (event instanceof Event.Kept found) {
      accept(true, PackedRecord.pack(found.record()));
      took(found.usage());
    } else if (event instanceof Event.Failed failed) {
      fail(failed, time);
    } else if (event instanceof Event.Passed passed) {
      state = State.SKIPPED;
      made = Hash.number(passed.made());
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

  private void start(String token, int attempt, long madeFrom, long at) {
    submission = token;
    state = submission.isEmpty() ? State.RUNNING : State.QUEUED;
    attempts = Math.max(attempts, attempt);
    lastStarted = attempt;
    startedAt = at;
    made = madeFrom;
    host = "";
    restarts = 0;
  }

  private void begin(String machine, int before, long at) {
    state = State.RUNNING;
    host = machine;
    restarts = before;
    startedAt = at;
  }

  private void hold(String why) {
    state = State.HELD;
    heldBecause = why;
  }

  private void accept(boolean fromEarlierRun, byte[] packed) {
    state = State.DONE;
    kept = fromEarlierRun;
    record = packed;
  }

  /** A result of an earlier run, whose job is none of this one. */
  void remember(Event.Remembered found) {
    state = found.because().isEmpty() ? State.DONE : State.WAITING;
    because = found.because();
    took(found.usage());
    record = PackedRecord.pack(found.record());
  }

  private void want(String why, byte[] earlier) {
    state = State.WAITING;
    kept = false;
    because = why;
    record = earlier;
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
    took(usage.milliseconds(), usage.memoryBytes().orElse(JobLine.UNKNOWN), usage.metrics());
  }

  private void took(long time, long memory, Map<String, Double> measured) {
    milliseconds = time;
    memoryBytes = memory;
    metrics = measured;
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
    return Hash.text(made);
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
        memoryBytes == JobLine.UNKNOWN ? Optional.empty() : Optional.of(memoryBytes),
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
