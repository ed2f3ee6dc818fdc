package hdw.plan;

import hdw.catalog.Sample;
import hdw.units.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How samples are cut: row {@code i} is the files {@code from(i)} to {@code to(i)}, exclusive, of
 * {@code sample(i)}.
 *
 * <p>Rows are in the order of the samples, then of their files. Where chunks were cut, their halves
 * stand in their place, and {@link #whole} is how the workflow itself splits.
 */
public final class Chunks {
  private final List<Sample> samples;
  private final int[] sampleIndex;
  private final int[] from;
  private final int[] to;
  private final long[] hash;
  private final Chunks whole;

  /** For each chunk of {@link #whole} the first row that is made of it; empty where none is cut. */
  private final int[] starts;

  Chunks(List<Sample> samples, int[] sampleIndex, int[] from, int[] to) {
    this.samples = List.copyOf(samples);
    this.whole = this;
    this.starts = new int[0];
    this.sampleIndex = sampleIndex;
    this.from = from;
    this.to = to;
    this.hash = new long[from.length];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = ChunkId.hash(sample(i).files().paths(), from[i], to[i]);
    }
  }

  /** What is left of whole chunks where some are cut. */
  private Chunks(Chunks whole, Halves.Columns cut) {
    this.samples = whole.samples;
    this.whole = whole;
    this.starts = cut.starts();
    this.sampleIndex = new int[cut.rows().length];
    Arrays.setAll(sampleIndex, i -> whole.sampleIndex[cut.rows()[i]]);
    this.from = cut.from();
    this.to = cut.to();
    this.hash = cut.hash();
  }

  /** How many chunks there are. */
  public int size() {
    return from.length;
  }

  /** The sample of chunk {@code row}. */
  public Sample sample(int row) {
    return samples.get(sampleIndex[row]);
  }

  /** The id of chunk {@code row}: unique among the chunks of its sample. */
  public String id(int row) {
    return ChunkId.text(hash[row], sample(row).files().paths(), from[row], to[row]);
  }

  /** 64 bits that tell chunk {@code row} from the others of its sample: those in its id. */
  public long bits(int row) {
    return hash[row];
  }

  /** The files of chunk {@code row}, in order. */
  public List<String> files(int row) {
    return Arrays.asList(sample(row).files().paths()).subList(from[row], to[row]);
  }

  /** How many files chunk {@code row} has. */
  public int fileCount(int row) {
    return to[row] - from[row];
  }

  /** The first file of chunk {@code row} in the list of its sample, from 0. */
  public int firstFile(int row) {
    return from[row];
  }

  /** The size of chunk {@code row}, as far as it is known. */
  public Memory bytes(int row) {
    long sum = 0;
    for (int i = from[row]; i < to[row]; i++) {
      sum += Math.max(0, sample(row).files().bytes()[i]);
    }
    return new Memory(sum);
  }

  /** The chunks as the workflow splits, before any was cut. */
  Chunks whole() {
    return whole;
  }

  /**
   * The first row that is made of chunk {@code row} of {@link #whole}; for the size of that the end
   * of the rows.
   */
  int start(int row) {
    if (this == whole) {
      return row;
    }
    return row < starts.length ? starts[row] : size();
  }

  /**
   * The whole chunks with the halves of these in their place, and of halves that are named too;
   * this very object where that is what it has.
   */
  Chunks cut(Set<String> ids) {
    Chunks cut = ids.isEmpty() ? whole : new Chunks(whole, Halves.of(whole, ids));
    if (cut.sameAs(this)) {
      return this;
    }
    return cut.size() == whole.size() ? whole : cut;
  }

  /** Whether the other cuts the same samples into the same chunks. */
  boolean sameAs(Chunks other) {
    return Arrays.equals(hash, other.hash);
  }
}
