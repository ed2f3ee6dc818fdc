package hdw.plan;

import hdw.root.Clusters;
import hdw.root.Entries;
import java.util.Optional;

/**
 * What one chunk is of: whole files, or a range of events of one file.
 *
 * @param from the place of the first file
 * @param to the place behind the last one
 * @param first the first event; -1 where the files are whole
 * @param stop the first event behind the range; -1 where the files are whole
 */
record Slice(OrderedFiles files, int from, int to, long first, long stop) {
  private static final long WHOLE = -1;

  /** Whole files. */
  Slice(OrderedFiles files, int from, int to) {
    this(files, from, to, WHOLE, WHOLE);
  }

  /** Whether it is a range of events. */
  boolean isOfEvents() {
    return stop >= 0;
  }

  /** How many files it has. */
  int size() {
    return to - from;
  }

  /** Whether there are two halves to it. */
  boolean canBeHalved() {
    return isOfEvents() ? stop - first > 1 : size() > 1;
  }

  /**
   * The first half: of n files n / 2, rounded up; of events those up to the boundary of clusters
   * nearest to the middle, where there is one in the middle fifth.
   */
  Slice firstHalf() {
    return isOfEvents()
        ? new Slice(files, from, to, first, middle())
        : new Slice(files, from, from + (size() + 1) / 2);
  }

  /** The second half. */
  Slice secondHalf() {
    return isOfEvents()
        ? new Slice(files, from, to, middle(), stop)
        : new Slice(files, from + (size() + 1) / 2, to);
  }

  private long middle() {
    long half = (stop - first + 1) / 2;
    long slack = (stop - first) / 10;
    Optional<Entries[]> entries = files.sample().files().entries();
    Clusters clusters =
        entries.map(each -> each[files.index(from)].clusters()).orElse(Clusters.NONE);
    return EventCuts.nearest(clusters, first + half - slack, first + half, first + half + slack);
  }

  /** Adds it to the rows of a sample. */
  void addTo(ChunkRows rows, int sample) {
    if (isOfEvents()) {
      rows.add(sample, from, first, stop);
    } else {
      rows.add(sample, from, to);
    }
  }
}
