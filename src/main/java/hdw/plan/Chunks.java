package hdw.plan;

import hdw.catalog.Sample;
import hdw.units.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * How samples are cut: row {@code i} is the files {@code from(i)} to {@code to(i)}, exclusive, of
 * {@code sample(i)}.
 *
 * <p>Rows are in the order of the samples, then of their files.
 */
public final class Chunks {
  private final List<Sample> samples;
  private final int[] sampleIndex;
  private final int[] from;
  private final int[] to;
  private final long[] hash;

  Chunks(List<Sample> samples, int[] sampleIndex, int[] from, int[] to) {
    this.samples = List.copyOf(samples);
    this.sampleIndex = sampleIndex;
    this.from = from;
    this.to = to;
    this.hash = new long[from.length];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = ChunkId.hash(sample(i).files().paths(), from[i], to[i]);
    }
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

  /** Whether the other cuts the same samples into the same chunks. */
  boolean sameAs(Chunks other) {
    return Arrays.equals(hash, other.hash);
  }
}
