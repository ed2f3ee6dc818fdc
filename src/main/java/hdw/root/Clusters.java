package hdw.root;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where clusters of entries begin: reading from a boundary to a boundary unpacks nothing twice.
 *
 * <p>Kept in ranges, as ROOT does: a range ends before entry {@code end}, and within it a cluster
 * begins every {@code step} entries. A file of a million clusters of one size is one range.
 */
public final class Clusters {
  /** Nothing is known. */
  public static final Clusters NONE = new Clusters(new long[0], new long[0]);

  private final long[] ends;
  private final long[] steps;

  private Clusters(long[] ends, long[] steps) {
    this.ends = ends;
    this.steps = steps;
  }

  /**
   * Clusters in ranges.
   *
   * @param ends for each range the first entry behind it, ascending
   * @param steps for each range how many entries a cluster has, at least 1
   */
  public static Clusters of(long[] ends, long[] steps) {
    long before = 0;
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] <= before || steps[i] < 1) {
        throw new IllegalArgumentException("ranges ascend, and steps are at least 1");
      }
      before = ends[i];
    }
    return ends.length == 0 ? NONE : new Clusters(ends.clone(), steps.clone());
  }

  /**
   * The last boundary between clusters from {@code from} to {@code to}, both included; the end of
   * the last range is one.
   */
  public OptionalLong last(long from, long to) {
    for (int i = ends.length - 1; i >= 0; i--) {
      long start = i == 0 ? 0 : ends[i - 1];
      if (start <= to) {
        long boundary = to >= ends[i] ? ends[i] : start + (to - start) / steps[i] * steps[i];
        return boundary >= from ? OptionalLong.of(boundary) : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /** The first boundary from {@code from} to {@code to}, both included. */
  public OptionalLong first(long from, long to) {
    for (int i = 0; i < ends.length; i++) {
      if (from <= ends[i]) {
        long start = i == 0 ? 0 : ends[i - 1];
        long steps = (Math.max(0, from - start) + this.steps[i] - 1) / this.steps[i];
        long boundary = Math.min(ends[i], start + steps * this.steps[i]);
        return boundary <= to ? OptionalLong.of(boundary) : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /** How many clusters these are. */
  public long count() {
    long count = 0;
    for (int i = 0; i < ends.length; i++) {
      long entries = ends[i] - (i == 0 ? 0 : ends[i - 1]);
      count += (entries - 1) / steps[i] + 1;
    }
    return count;
  }

  /** For each range the first entry behind it. */
  public long[] ends() {
    return ends.clone();
  }

  /** For each range how many entries a cluster has. */
  public long[] steps() {
    return steps.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Clusters same
        && Arrays.equals(same.ends, ends)
        && Arrays.equals(same.steps, steps);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ends) + Arrays.hashCode(steps);
  }

  @Override
  public String toString() {
    return "clusters to " + Arrays.toString(ends) + " every " + Arrays.toString(steps);
  }
}
