package hdw.forecast;

import hdw.units.WallTime;
import java.util.Optional;

/**
 * What is foreseen of a task.
 *
 * @param source where its figures are from
 * @param coreMilliseconds the time of cores that all its attempts keep
 * @param typical what half of its jobs do not exceed, in milliseconds
 * @param slow what 95 of 100 of its jobs do not exceed
 * @param limit its wall-time limit, the lowest where its jobs have several; none without one
 * @param overLimit the share of its jobs that take longer than they are granted at first
 * @param attempts how many attempts a job takes on average
 * @param failed how many jobs fail for good or take from such as do, on average
 * @param skipped how many jobs rules let go, on average
 * @param safer a time with which fewer than 1 of 100 jobs are stopped; none where that is so
 *     already, or where no queue allows it
 */
public record TaskForecast(
    String task,
    long jobs,
    String source,
    Range coreMilliseconds,
    long typical,
    long slow,
    Optional<Limit> limit,
    double overLimit,
    double attempts,
    double failed,
    double skipped,
    Optional<Safer> safer) {

  /**
   * A wall-time limit.
   *
   * @param text the time and who set it where, such as {@code 1 h (queue short at pool.hdw:3)}
   * @param several whether other jobs of the task have another one
   */
  public record Limit(WallTime time, Optional<String> queue, String text, boolean several) {}

  /** A longer time, and the queue that it leads to, where the site has queues. */
  public record Safer(WallTime time, Optional<String> queue) {}
}
