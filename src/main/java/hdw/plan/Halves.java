package hdw.plan;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Chunks with the halves of some in their place: of n files the first half has n / 2, rounded up.
 *
 * <p>A half that is named itself is cut again; one file is never cut. So where a chunk is cut hangs
 * on its own files alone.
 */
final class Halves {
  private final Set<String> ids;
  private final IntStream.Builder rows = IntStream.builder();
  private final IntStream.Builder from = IntStream.builder();
  private final IntStream.Builder to = IntStream.builder();
  private final LongStream.Builder hash = LongStream.builder();
  private int count;

  /** Columns, a row for each chunk that is left: which whole one it is of, its files, its bits. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Columns(int[] rows, int[] from, int[] to, long[] hash, int[] starts) {}

  private Halves(Set<String> ids) {
    this.ids = ids;
  }

  /**
   * Cuts chunks.
   *
   * @param ids which; those of no chunk and of no half are passed over
   * @return with the first row of each whole chunk in {@code starts}
   */
  static Columns of(Chunks whole, Set<String> ids) {
    var halves = new Halves(ids);
    int[] starts = new int[whole.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = halves.count;
      int first = whole.firstFile(i);
      halves.add(i, whole.sample(i).files().paths(), first, first + whole.fileCount(i));
    }
    return new Columns(
        halves.rows.build().toArray(),
        halves.from.build().toArray(),
        halves.to.build().toArray(),
        halves.hash.build().toArray(),
        starts);
  }

  private void add(int row, String[] paths, int first, int end) {
    long bits = ChunkId.hash(paths, first, end);
    if (end - first > 1 && ids.contains(ChunkId.text(bits, paths, first, end))) {
      int middle = first + (end - first + 1) / 2;
      add(row, paths, first, middle);
      add(row, paths, middle, end);
      return;
    }
    rows.add(row);
    from.add(first);
    to.add(end);
    hash.add(bits);
    count++;
  }
}
