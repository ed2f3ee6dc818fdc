package hdw.forecast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a game.
 *
 * @param milliseconds from its begin to its end
 * @param tasks by name, in the order of the plan
 * @param aborted whether a rule gave the run up
 * @param chain the tasks of the jobs each of which waited for the one before, up to the one that
 *     ended last
 * @param peak the most slots that were taken at a time
 */
record Played(
    long milliseconds, Map<String, OfTask> tasks, boolean aborted, List<String> chain, Slots peak) {

  /** Figures of a task. */
  static final class OfTask {
    private long coreMilliseconds;
    private int attempts;
    private int overLimit;
    private int failed;
    private int skipped;

    void ran(long milliseconds, int cpus) {
      coreMilliseconds += milliseconds * cpus;
    }

    void began(boolean isOverLimit) {
      attempts++;
      overLimit += isOverLimit ? 1 : 0;
    }

    void ended(Standings.Outcome outcome) {
      failed += outcome.isFailure() ? 1 : 0;
      skipped += outcome == Standings.Outcome.SKIPPED || outcome == Standings.Outcome.IDLE ? 1 : 0;
    }

    /** The time of cores that all attempts kept. */
    long coreMilliseconds() {
      return coreMilliseconds;
    }

    int attempts() {
      return attempts;
    }

    /** The jobs whose first attempt was not granted the time that they take. */
    int overLimit() {
      return overLimit;
    }

    /** Jobs that failed for good, or take from one that did. */
    int failed() {
      return failed;
    }

    /** Jobs that a rule let go, or that take from such jobs alone. */
    int skipped() {
      return skipped;
    }
  }

  static Map<String, OfTask> blank(List<String> names) {
    var tasks = new LinkedHashMap<String, OfTask>();
    names.forEach(each -> tasks.put(each, new OfTask()));
    return tasks;
  }

  /** The time of cores of all tasks. */
  long coreMilliseconds() {
    return tasks.values().stream().mapToLong(OfTask::coreMilliseconds).sum();
  }
}
