package hdw.forecast;

import hdw.plan.NodePlan;
import java.util.SplittableRandom;

/** How long the jobs of a task take, as something to draw from. */
public sealed interface JobTime permits JobTime.Stated, MeasuredTime {

  /** How long one job takes if nothing stops it, in milliseconds. */
  long draw(NodePlan node, int job, SplittableRandom random);

  /**
   * A stated time: the same for all jobs, or spread.
   *
   * @param typical what half of the jobs do not exceed, in milliseconds
   * @param slow what 95 of 100 jobs do not exceed; at least {@code typical}
   */
  record Stated(long typical, long slow) implements JobTime {
    /** The number that 95 of 100 draws of a normal distribution do not exceed. */
    private static final double NORMAL_95 = 1.6448536269514722;

    /** Refuses a slow job that is faster than a typical one. */
    public Stated {
      if (typical < 0 || slow < typical) {
        throw new IllegalArgumentException("not in order: " + typical + ", " + slow);
      }
    }

    /** A logarithm of it is normal: times have a long tail to one side. */
    @Override
    public long draw(NodePlan node, int job, SplittableRandom random) {
      if (slow == typical) {
        return typical;
      }
      double width = StrictMath.log((double) slow / typical) / NORMAL_95;
      return Math.round(typical * StrictMath.exp(width * normal(random)));
    }

    /** After Box and Muller. */
    private static double normal(SplittableRandom random) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
  }
}
