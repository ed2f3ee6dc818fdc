package hdw.run;

import hdw.rules.Cause;
import hdw.rules.Decision;
import hdw.rules.Raised;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One line of a journal. */
public sealed interface Event {

  /** An event of one job. */
  sealed interface OfJob extends Event {
    /** The job's id. */
    String job();
  }

  /** A driver took the run up. */
  record Opened(String workflow, String planHash, String host, long pid) implements Event {}

  /**
   * A result of an earlier run still counts.
   *
   * @param usage what it took then
   */
  record Kept(String job, Usage usage, JobRecord record) implements OfJob {}

  /**
   * A result of an earlier run for a job that this run was not asked for: a later run that is may
   * take it up. The job is none of this run, and counts nowhere.
   *
   * @param because why it is to be made again all the same; empty where it still counts
   */
  record Remembered(String job, String because, Usage usage, JobRecord record) implements Event {}

  /**
   * A job will run, and why: its attempts so far, and what they raised, no longer count. {@code
   * earlier} is its last result, whose outputs it may replace.
   */
  record Wanted(String job, String because, Optional<JobRecord> earlier) implements OfJob {}

  /** A person asks for this at all further attempts: {@code hdw retry --memory 8GB}. */
  record Asked(String job, List<Raised> raised) implements OfJob {
    /** Copies the list. */
    public Asked {
      raised = List.copyOf(raised);
    }
  }

  /**
   * An attempt is about to begin.
   *
   * @param made a hash of what its result will have been made from: another driver that finds the
   *     attempt at work can tell whether that is still wanted
   * @param submission the token of the submission with which it goes to a batch system; empty on
   *     this machine
   */
  record Started(String job, int attempt, String made, String submission) implements OfJob {
    /** An attempt on this machine. */
    Started(String job, int attempt, String made) {
      this(job, attempt, made, "");
    }
  }

  /**
   * A batch system has taken a submission.
   *
   * @param token what the submission carries
   * @param id how the batch system names it
   */
  record Submitted(String token, String executor, String batch, String id, int jobs)
      implements Event {}

  /**
   * Submissions that go to a batch system together and wait there for one another, without a
   * driver.
   *
   * @param first the number of the first one's token
   * @param last the number of the last one's
   */
  record Ahead(int first, int last, Step step) implements Event {
    /** How far that is. */
    public enum Step {
      /** They are being submitted; none of their jobs can start. */
      BEGUN,
      /** All are in the queue: what is held there may be released by whoever comes. */
      COMPLETE,
      /** Nothing of them is held any more. */
      RELEASED
    }

    /** The same, one step on. */
    Ahead complete() {
      return new Ahead(first, last, Step.COMPLETE);
    }

    /** The same at its end. */
    Ahead released() {
      return new Ahead(first, last, Step.RELEASED);
    }
  }

  /**
   * A batch system started an attempt.
   *
   * @param restarts how often it had started it before
   */
  record Began(String job, int attempt, String host, int restarts) implements OfJob {}

  /** A batch system took an attempt off its machine, or released it: it waits in the queue. */
  record Requeued(String job, int attempt, String because) implements OfJob {}

  /** A batch system holds an attempt until a person releases or removes it. */
  record Held(String job, int attempt, String because) implements OfJob {}

  /** An attempt ended well and its outputs are in place. */
  record Done(String job, int attempt, Usage usage, JobRecord record) implements OfJob {}

  /**
   * An attempt failed, why, and what is done about it.
   *
   * @param exit the exit code, where one was seen
   * @param elsewhere the places at which files could not be read, each with the one at which the
   *     next attempt reads that file
   */
  record Failed(
      String job,
      int attempt,
      Usage usage,
      OptionalInt exit,
      String host,
      Cause cause,
      Decision decision,
      Map<String, String> elsewhere)
      implements OfJob {

    /** Keeps the order of the map. */
    public Failed {
      elsewhere =
          elsewhere.isEmpty()
              ? Map.of()
              : Collections.unmodifiableMap(new LinkedHashMap<>(elsewhere));
    }

    /** A failure after which no file is read elsewhere. */
    Failed(
        String job,
        int attempt,
        Usage usage,
        OptionalInt exit,
        String host,
        Cause cause,
        Decision decision) {
      this(job, attempt, usage, exit, host, cause, decision, Map.of());
    }
  }

  /**
   * An attempt is over for no reason of its own, and is not counted: its driver left and ended it,
   * or died and nothing is known of it.
   */
  record Lost(String job, int attempt, String because) implements OfJob {}

  /**
   * The job is none of the run any more: its chunk was halved because of another job of its chain,
   * whatever had become of it.
   */
  record Replaced(String job) implements OfJob {}

  /**
   * A job cannot run, as it takes from one that failed.
   *
   * @param allowed whether a rule skipped that one, so that this one is no failure either
   */
  record Blocked(String job, String by, boolean allowed) implements OfJob {}

  /**
   * A rule skipped the job in an earlier run, and nothing that it is made from has changed.
   *
   * @param made a hash of that
   */
  record Passed(String job, String rule, String made) implements OfJob {}

  /** The halves of a chunk take its place in this node and in all that takes from it job by job. */
  record Cut(String node, String chunk) implements Event {}

  /**
   * So many jobs of a node, or of all nodes of a task, failed alike that no more are started.
   *
   * @param canary whether one was enough, as it was to show how all would end
   */
  record Paused(String name, int jobs, String evidence, boolean canary) implements Event {}

  /** A person lets a paused node or task go on. */
  record WentOn(String name) implements Event {}

  /**
   * What became of the files of a sample in one node, at the end of a run.
   *
   * @param files how many it has; what is none of {@code done}, {@code skipped} and {@code failed}
   *     was not tried, as the run was paused or given up before
   * @param events what the jobs reported, where all that are done did
   */
  record Covered(
      String node,
      String sample,
      int files,
      int done,
      int skipped,
      int failed,
      Optional<Long> events)
      implements Event {}

  /**
   * How fast the jobs of a task were that read files of samples, at the end of a run; at the
   * beginning of one what an earlier run measured.
   *
   * @param run the name of that run; empty for the one whose journal says it
   * @param jobs how many are done
   * @param milliseconds how long they took together
   * @param bytes the size of their files, as far as it is known
   * @param events how many events they had, where that is known of all
   */
  record Measured(
      String task,
      String run,
      int jobs,
      long milliseconds,
      long files,
      long bytes,
      Optional<Long> events)
      implements Event {}

  /** This run only finds out how long the jobs of these tasks take: the whole is to follow. */
  record FirstLook(List<String> tasks) implements Event {
    /** Copies the list. */
    public FirstLook {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * The driver leaves: {@code done}, {@code failed}, {@code paused}, {@code stopped}, {@code
   * cancelled}.
   *
   * @param tally how far the run is then, where the driver knows: whoever lists many runs need not
   *     fold their journals
   */
  record Closed(String state, Optional<Tally> tally) implements Event {
    /** Closed by somebody who has not counted. */
    Closed(String state) {
      this(state, Optional.empty());
    }

    /**
     * The jobs of a run.
     *
     * @param done with those whose result was kept from an earlier run
     * @param failed for good
     */
    public record Tally(int jobs, int done, int failed) {}
  }
}
