package hdw.forecast;

import java.util.List;
import java.util.Optional;

/**
 * What is foreseen of a run.
 *
 * @param slots with how many cores
 * @param here whether jobs run on this machine
 * @param away whether jobs go to a batch system
 * @param coreMilliseconds the time of cores that all attempts keep, summed up
 * @param makespan from the first job's start to the last one's end, in milliseconds
 * @param aborted in how many rounds a rule gave the run up
 */
public record Forecast(
    String workflow,
    long jobs,
    int rounds,
    long seed,
    Slots slots,
    boolean here,
    boolean away,
    Range coreMilliseconds,
    Range makespan,
    int aborted,
    Bound bound,
    List<TaskForecast> tasks) {

  /** Copies the list. */
  public Forecast {
    tasks = List.copyOf(tasks);
  }

  /**
   * What keeps a run from being faster.
   *
   * @param byChain whether it is the chain of jobs; else the slots
   * @param milliseconds how long the run takes with as many slots as it can use
   * @param chain the tasks of the chain that takes so long
   * @param enough with how many slots it is within 5 % of that; nothing where it is already
   */
  public record Bound(
      boolean byChain, long milliseconds, List<String> chain, Optional<Integer> enough) {
    /** Copies the list. */
    public Bound {
      chain = List.copyOf(chain);
    }
  }
}
