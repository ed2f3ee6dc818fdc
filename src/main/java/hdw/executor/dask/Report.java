package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.units.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the bridge tells its driver, a line each; {@link Over} is the last one. */
sealed interface Report {
  /**
   * The scheduler takes jobs and workers.
   *
   * @param scheduler where workers find it, such as {@code tls://10.0.0.1:39871}
   * @param dashboard the port of Dask's own pages on this machine's loopback; none where Bokeh is
   *     missing
   * @param wanted the port that was asked for
   * @param bokeh whether the pages can be drawn
   * @param distributed its version
   * @param python the version of the interpreter
   */
  record Ready(
      String scheduler,
      OptionalInt dashboard,
      int wanted,
      boolean bokeh,
      String distributed,
      String python)
      implements Report {}

  /**
   * The interpreter lacks a package, or has one that is too old.
   *
   * @param what the name by which the package is installed
   */
  record Missing(String what, String said) implements Report {}

  /** It cannot listen, or cannot reach the scheduler that it is to use. */
  record Refused(String said) implements Report {}

  /** As many jobs of an order were taken. */
  record Taken(int keys) implements Report {}

  /** A job began on a worker. */
  record Began(AttemptKey key, String worker, String host, Instant at) implements Report {}

  /** A job is over. */
  record Ended(AttemptKey key, Ending ending) implements Report {}

  /**
   * A worker is there.
   *
   * @param slots how many jobs of one core it runs at a time
   */
  record Joined(String worker, String host, long pid, int slots) implements Report {}

  /** Why a worker left. */
  enum Cause {
    /** It was asked to. */
    RETIRED,
    /** Its batch job was about to end. */
    LIFETIME,
    /** Nobody asked it. */
    LOST
  }

  /**
   * A worker is gone. How the jobs ended that had begun there is for the driver to find out; those
   * that had not begun go elsewhere.
   *
   * @param said what the worker said as it left, such as {@code ended by signal 15}; empty where it
   *     could not
   */
  record Left(String worker, List<Cut> running, Cause because, String said) implements Report {}

  /**
   * A job that had begun on a worker that is gone.
   *
   * @param memory what its processes held when they were last looked at
   */
  record Cut(AttemptKey key, Optional<Memory> memory, Duration ran) {}

  /** Something that a person should read once. */
  record Said(String line) implements Report {}

  /**
   * The bridge has ended; nothing follows.
   *
   * @param exit its exit code, above 128 where a signal ended it
   * @param lastWords the end of what it wrote to its log
   */
  record Over(int exit, String lastWords) implements Report {
    private static final int SIGNAL = 128;

    /** Whether somebody killed it. */
    boolean isKilled() {
      return exit > SIGNAL;
    }

    /** How it ended, for the end of a sentence. */
    String how() {
      return isKilled() ? ", by signal " + (exit - SIGNAL) : " with " + exit;
    }
  }
}
