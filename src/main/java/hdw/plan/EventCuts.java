package hdw.plan;

import hdw.root.Clusters;
import hdw.root.Entries;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Cuts the events of one file into ranges of at most so many, as even as that allows.
 *
 * <p>A range ends between two clusters where one ends within a tenth of it, so that jobs do not
 * unpack the same cluster twice. Where a file is cut hangs on that file alone.
 */
final class EventCuts {
  private EventCuts() {}

  /**
   * The end of each range, ascending; the last is the number of entries; none for a file of none.
   *
   * @param from the first event that is to be in a range
   * @param most at least 1
   */
  static long[] ends(Entries entries, long from, long most) {
    var ends = LongStream.builder();
    long start = from;
    while (start < entries.count()) {
      start = end(entries, start, most);
      ends.add(start);
    }
    return ends.build().toArray();
  }

  private static long end(Entries entries, long start, long most) {
    long rest = entries.count() - start;
    if (rest <= most) {
      return entries.count();
    }
    long parts = (rest + most - 1) / most;
    long even = (rest + parts - 1) / parts;
    return nearest(entries.clusters(), start + even - even / 10, start + even, start + most);
  }

  /** The boundary nearest to {@code wanted}, in doubt the lower; {@code wanted} without one. */
  static long nearest(Clusters clusters, long least, long wanted, long most) {
    OptionalLong below = clusters.last(least, wanted);
    OptionalLong above = clusters.first(wanted, most);
    if (below.isEmpty() || above.isEmpty()) {
      return below.orElse(above.orElse(wanted));
    }
    boolean lower = wanted - below.getAsLong() <= above.getAsLong() - wanted;
    return lower ? below.getAsLong() : above.getAsLong();
  }
}
