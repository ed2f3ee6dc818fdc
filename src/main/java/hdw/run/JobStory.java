package hdw.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a journal says of one job. */
public final class JobStory {

  /** Where a job stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    SKIPPED
  }

  private final String id;
  private final List<Event.Failed> failures = new ArrayList<>();
  private State state = State.WAITING;
  private boolean kept;
  private int attempts;
  private long milliseconds;
  private Optional<JobRecord> record = Optional.empty();
  private Optional<String> because = Optional.empty();
  private Optional<String> blockedBy = Optional.empty();

  JobStory(String id) {
    this.id = id;
  }

  void apply(Event event) {
    if (event instanceof Event.Kept found) {
      state = State.DONE;
      kept = true;
      record = Optional.of(found.record());
    } else if (event instanceof Event.Wanted wanted) {
      state = State.WAITING;
      kept = false;
      because = Optional.of(wanted.because());
      record = wanted.earlier().or(() -> record);
    } else if (event instanceof Event.Started started) {
      state = State.RUNNING;
      attempts = Math.max(attempts, started.attempt());
    } else if (event instanceof Event.Done done) {
      state = State.DONE;
      milliseconds = done.milliseconds();
      record = Optional.of(done.record());
    } else if (event instanceof Event.Failed failed) {
      state = State.FAILED;
      milliseconds = failed.milliseconds();
      failures.add(failed);
    } else if (event instanceof Event.Blocked blocked) {
      state = State.SKIPPED;
      blockedBy = Optional.of(blocked.by());
    }
  }

  /** A new driver has nothing running yet. */
  void reopened() {
    if (state != State.DONE) {
      state = State.WAITING;
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

  /** Whether its result was taken over from an earlier run. */
  public boolean kept() {
    return kept;
  }

  /** How many attempts there were in this run. */
  public int attempts() {
    return attempts;
  }

  /** How long the last attempt took. */
  public long milliseconds() {
    return milliseconds;
  }

  /** Its last accepted result: of a job that is done, the one that counts. */
  public Optional<JobRecord> record() {
    return record;
  }

  /** Whether its outputs, if there are any, come from hdw. */
  public boolean owned() {
    return record.isPresent() || attempts > 0;
  }

  /** Why it runs. */
  public Optional<String> because() {
    return because;
  }

  /** The failed job that keeps it from running. */
  public Optional<String> blockedBy() {
    return blockedBy;
  }

  /** Its failed attempts, in order. */
  public List<Event.Failed> failures() {
    return List.copyOf(failures);
  }
}
