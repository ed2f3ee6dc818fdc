package hdw.plan;

import java.util.Set;

/**
 * Chunks with the halves of some in their place.
 *
 * <p>A half that is named itself is cut again; one file and one event are never cut. So where a
 * chunk is cut hangs on its own files alone.
 */
final class Halves {
  private final Set<String> ids;
  private final ChunkRows rows = new ChunkRows();
  private final int[] starts;

  private Halves(Set<String> ids, int size) {
    this.ids = ids;
    this.starts = new int[size];
  }

  /**
   * Cuts chunks.
   *
   * @param ids which; those of no chunk and of no half are passed over
   */
  static Halves of(Chunks whole, Set<String> ids) {
    var halves = new Halves(ids, whole.size());
    for (int i = 0; i < whole.size(); i++) {
      halves.starts[i] = halves.rows.size();
      halves.add(whole.sampleIndex(i), whole.slice(i));
    }
    return halves;
  }

  private void add(int sample, Slice slice) {
    if (slice.canBeHalved() && ids.contains(ChunkId.text(ChunkId.hash(slice), slice))) {
      add(sample, slice.firstHalf());
      add(sample, slice.secondHalf());
    } else {
      slice.addTo(rows, sample);
    }
  }

  /** A row for each chunk that is left. */
  ChunkRows rows() {
    return rows;
  }

  /** For each whole chunk the first row that is made of it. */
  int[] starts() {
    return starts.clone();
  }
}
