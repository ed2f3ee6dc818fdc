package hdw.run;

import hdw.rules.Raised;
import java.util.List;
import java.util.Set;

/**
 * What a driver does about the jobs that failed in the run that it goes on with.
 *
 * @param tries which of them are tried again
 * @param jobs the ids of those that are, where they are chosen
 * @param raised what these ask for besides
 * @param goOn whether paused nodes go on
 */
public record Continuation(Tries tries, Set<String> jobs, List<Raised> raised, boolean goOn) {
  /** {@code hdw run}: everything that has no result is tried again. */
  public static final Continuation RUN = new Continuation(Tries.ALL, Set.of(), List.of(), true);

  /** Copies the collections. */
  public Continuation {
    jobs = Set.copyOf(jobs);
    raised = List.copyOf(raised);
  }

  /** Which jobs that failed are tried again. */
  public enum Tries {
    ALL,
    NONE,
    CHOSEN
  }

  /**
   * {@code hdw resume}: what failed stays so, and paused nodes go on only when a person says so.
   */
  public static Continuation resume(boolean goOn) {
    return new Continuation(Tries.NONE, Set.of(), List.of(), goOn);
  }

  /** {@code hdw retry}: these jobs are tried again. */
  public static Continuation retry(Set<String> jobs, List<Raised> raised) {
    return new Continuation(Tries.CHOSEN, jobs, raised, true);
  }

  /** Whether a job that failed is tried again. */
  boolean triesAgain(String job) {
    return tries == Tries.ALL || tries == Tries.CHOSEN && jobs.contains(job);
  }
}
