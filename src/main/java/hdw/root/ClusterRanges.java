package hdw.root;

import java.util.Arrays;

/** Gathers clusters in file order, putting those of one size into one range. */
final class ClusterRanges {
  private long[] ends = new long[4];
  private long[] steps = new long[4];
  private int count;
  private boolean open;

  /**
   * The clusters that a TTree tells of; none where what it says cannot be, as they are only a hint.
   *
   * @param lasts the last entry of each range, included (ROOT's {@code fClusterRangeEnd})
   * @param sizes of each range's clusters; without one the range is one cluster
   * @param autoFlush the size behind the last range; negative where so many bytes were to be
   *     gathered but never were, so that the rest is one cluster; 0 where nothing is known
   */
  static Clusters of(long entries, long[] lasts, long[] sizes, long autoFlush) {
    var ranges = new ClusterRanges();
    long before = 0;
    for (int i = 0; i < Math.min(lasts.length, sizes.length); i++) {
      long end = lasts[i] + 1;
      if (end <= before || end > entries) {
        return Clusters.NONE;
      }
      ranges.add(end, sizes[i] > 0 ? sizes[i] : end - before);
      before = end;
    }
    if (before < entries && autoFlush != 0) {
      ranges.add(entries, autoFlush > 0 ? autoFlush : entries - before);
    }
    return ranges.clusters();
  }

  /** Adds one cluster behind all others. */
  void addCluster(long size) {
    long start = count == 0 ? 0 : ends[count - 1];
    if (open && size <= steps[count - 1]) {
      ends[count - 1] = start + size;
      open = size == steps[count - 1];
    } else {
      add(start + size, size);
      open = true;
    }
  }

  private void add(long end, long step) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
    }
    ends[count] = end;
    steps[count++] = step;
  }

  Clusters clusters() {
    return Clusters.of(Arrays.copyOf(ends, count), Arrays.copyOf(steps, count));
  }
}
