package hdw.insight;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Some measured numbers in order: what is usual of them, and what is rare. */
public final class Spread {
  private final long[] sorted;

  private Spread(long[] sorted) {
    this.sorted = sorted;
  }

  /** Of numbers in any order. */
  public static Spread of(LongStream numbers) {
    long[] sorted = numbers.toArray();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /** How many there are. */
  public int size() {
    return sorted.length;
  }

  /**
   * The smallest of the numbers that is not exceeded by {@code percent} of 100 of them (the nearest
   * rank, so always a measured one); 0 where there are none.
   */
  public long percentile(int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  /** The largest; 0 where there are none. */
  public long largest() {
    return percentile(100);
  }
}
