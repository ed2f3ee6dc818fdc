package hdw.executor;

import hdw.plan.Plan;

/**
 * How a batch system takes the jobs of a run.
 *
 * @param spooled whether their files go to the system with them, and what they print is fetched
 *     from there, as the system does not write into the run's folder
 * @param mostAtOnce how many jobs a submission may have
 * @param mostInQueue how many jobs of a run may be in the queue at a time
 * @param maxArraySize how many tasks an array of Slurm may have
 */
public record Acceptance(boolean spooled, int mostAtOnce, int mostInQueue, int maxArraySize) {
  /**
   * How many tasks an array may have where a Slurm cluster's own {@code MaxArraySize} is not known.
   */
  private static final int DEFAULT_MAX_ARRAY_SIZE = 1001;

  /** As many as there are, and the run's folder is written to. */
  public static final Acceptance USUAL =
      new Acceptance(false, Integer.MAX_VALUE, Integer.MAX_VALUE, DEFAULT_MAX_ARRAY_SIZE);

  /** Spooled, with limits. */
  public static Acceptance spooled(int mostAtOnce, int mostInQueue) {
    return new Acceptance(true, mostAtOnce, mostInQueue, DEFAULT_MAX_ARRAY_SIZE);
  }

  /** The same with no more jobs in the queue than the site of a plan wants. */
  public Acceptance atSiteOf(Plan plan) {
    int most = Math.min(mostInQueue, NodeSettings.mostInQueue(plan).orElse(mostInQueue));
    return new Acceptance(spooled, Math.min(mostAtOnce, most), most, maxArraySize);
  }

  /** The same with arrays of at most so many tasks. */
  public Acceptance withArrays(int most) {
    return new Acceptance(spooled, mostAtOnce, mostInQueue, most);
  }
}
