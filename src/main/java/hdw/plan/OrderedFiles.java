package hdw.plan;

import hdw.catalog.FileNames;
import hdw.catalog.Sample;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The files of a sample in the order in which chunks take them: as listed, but for chunks that were
 * kept though files were added between theirs.
 *
 * @param order for each place the number of its file in the sample's list; empty for all as listed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OrderedFiles(Sample sample, int[] order) {
  /** The files as listed. */
  OrderedFiles(Sample sample) {
    this(sample, new int[0]);
  }

  /** The number in the sample's list of the file at a place. */
  int index(int place) {
    return order.length == 0 ? place : order[place];
  }

  /** The path of the file at a place. */
  String path(int place) {
    return sample.files().paths().get(index(place));
  }

  /** What the file at a place is called, wherever it is read. */
  String name(int place) {
    return sample.files().name(index(place));
  }

  /** The hash of what {@code before} is of, and the name of the file at a place behind it. */
  long hash(long before, int place) {
    return sample.files().names().hash(before, index(place));
  }

  /** Shows the path at a place in pieces. */
  void visit(int place, NodePlan.PathVisitor paths) {
    FileNames all = sample.files().paths();
    paths.visit(all.head(), all.middle(index(place)), all.tail());
  }

  /** The paths at the places from {@code from} to {@code to}, exclusive. */
  List<String> paths(int from, int to) {
    return new Paths(this, from, to);
  }

  private static final class Paths extends AbstractList<String> implements RandomAccess {
    private final OrderedFiles files;
    private final int from;
    private final int to;

    Paths(OrderedFiles files, int from, int to) {
      this.files = files;
      this.from = from;
      this.to = to;
    }

    @Override
    public String get(int i) {
      return files.path(from + i);
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
