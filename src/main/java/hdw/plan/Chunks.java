package hdw.plan;

import hdw.catalog.Sample;
import hdw.root.Entries;
import hdw.units.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How samples are cut: row {@code i} is some files of {@code sample(i)}, or a range of events of
 * one.
 *
 * <p>Rows are in the order of the samples, then of their first files and events. Where chunks were
 * cut, their halves stand in their place, and {@link #whole} is how the workflow itself splits.
 */
public final class Chunks {
  private final List<OrderedFiles> files;
  private final int[] sample;
  private final int[] from;
  private final int[] to;

  /** First event and stop of each row in turn; empty where chunks are whole files. */
  private final long[] events;

  private final long[] hash;
  private final Splitting how;
  private final Chunks whole;

  /** For each chunk of {@link #whole} the first row that is made of it; empty where none is cut. */
  private final int[] starts;

  /** Chunks as a workflow splits. */
  Chunks(List<OrderedFiles> files, ChunkRows rows, Splitting how) {
    this.files = List.copyOf(files);
    this.how = how;
    this.whole = this;
    this.starts = new int[0];
    this.sample = rows.samples();
    this.from = rows.from();
    this.to = rows.to();
    this.events = rows.events();
    this.hash = hashes();
  }

  /** What is left of whole chunks where some are cut. */
  private Chunks(Chunks whole, Halves halves) {
    this.files = whole.files;
    this.how = whole.how;
    this.whole = whole;
    this.starts = halves.starts();
    this.sample = halves.rows().samples();
    this.from = halves.rows().from();
    this.to = halves.rows().to();
    this.events = halves.rows().events();
    this.hash = hashes();
  }

  private long[] hashes() {
    long[] hashes = new long[from.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = ChunkId.hash(slice(i));
    }
    return hashes;
  }

  /** By what they were cut. */
  public Splitting how() {
    return how;
  }

  /** How many chunks there are. */
  public int size() {
    return from.length;
  }

  /** The sample of chunk {@code row}. */
  public Sample sample(int row) {
    return files.get(sample[row]).sample();
  }

  /** Whether chunk {@code row} is the first one of its sample. */
  public boolean beginsSample(int row) {
    return row == 0 || sample[row] != sample[row - 1];
  }

  /** The first chunk of each sample alone, as if a workflow had split so. */
  Chunks firstOfSamples() {
    var rows = new ChunkRows();
    for (int i = 0; i < size(); i++) {
      if (beginsSample(i) && isOfEvents()) {
        rows.add(sample[i], from[i], firstEvent(i), stopEvent(i));
      } else if (beginsSample(i)) {
        rows.add(sample[i], from[i], to[i]);
      }
    }
    return new Chunks(files, rows, how);
  }

  /** The number of that sample among those of the chunks. */
  int sampleIndex(int row) {
    return sample[row];
  }

  /** What chunk {@code row} is of. */
  Slice slice(int row) {
    return isOfEvents()
        ? new Slice(
            files.get(sample[row]), from[row], to[row], events[2 * row], events[2 * row + 1])
        : new Slice(files.get(sample[row]), from[row], to[row]);
  }

  /** The id of chunk {@code row}: unique among the chunks of its sample. */
  public String id(int row) {
    return ChunkId.text(hash[row], slice(row));
  }

  /** How many characters the id of a chunk has at most. */
  int longestId() {
    int longest = 0;
    for (OrderedFiles each : files) {
      longest = Math.max(longest, each.sample().files().names().longestLast());
    }
    return ChunkId.longest(longest);
  }

  /** The chunk with this id. */
  OptionalInt find(String id) {
    OptionalLong bits = ChunkId.bits(id);
    for (int i = 0; bits.isPresent() && i < hash.length; i++) {
      if (hash[i] == bits.getAsLong() && id(i).equals(id)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** 64 bits that tell chunk {@code row} from the others of its sample: those in its id. */
  public long bits(int row) {
    return hash[row];
  }

  /** The files of chunk {@code row}, in order. */
  public List<String> files(int row) {
    return files.get(sample[row]).paths(from[row], to[row]);
  }

  /** Shows the paths of the files of chunk {@code row}, in order. */
  void visitFiles(int row, NodePlan.PathVisitor paths) {
    for (int place = from[row]; place < to[row]; place++) {
      files.get(sample[row]).visit(place, paths);
    }
  }

  /** How many files chunk {@code row} has. */
  public int fileCount(int row) {
    return to[row] - from[row];
  }

  /** The number in the sample's list of file {@code i} of chunk {@code row}, both from 0. */
  public int file(int row, int i) {
    return files.get(sample[row]).index(from[row] + i);
  }

  /** Whether the chunks are ranges of events, each of one file. */
  public boolean isOfEvents() {
    return events.length > 0;
  }

  /** The first event of chunk {@code row}, where chunks are ranges of events. */
  public long firstEvent(int row) {
    return events[2 * row];
  }

  /** The first event behind chunk {@code row}, where chunks are ranges of events. */
  public long stopEvent(int row) {
    return events[2 * row + 1];
  }

  /** How many events chunk {@code row} has; nothing where that was not looked up. */
  public OptionalLong events(int row) {
    if (isOfEvents()) {
      return OptionalLong.of(stopEvent(row) - firstEvent(row));
    }
    if (sample(row).files().entries().isEmpty()) {
      return OptionalLong.empty();
    }
    Entries[] entries = sample(row).files().entries().get();
    long sum = 0;
    for (int i = 0; i < fileCount(row); i++) {
      Entries own = entries[file(row, i)];
      if (!own.whole()) {
        return OptionalLong.empty();
      }
      sum += own.count();
    }
    return OptionalLong.of(sum);
  }

  /**
   * The size of chunk {@code row}, as far as it is known; of a range of events its share of the
   * file.
   */
  public Memory bytes(int row) {
    long sum = 0;
    for (int i = 0; i < fileCount(row); i++) {
      sum += Math.max(0, sample(row).files().bytes()[file(row, i)]);
    }
    if (isOfEvents()) {
      long all = sample(row).files().entries().orElseThrow()[file(row, 0)].count();
      double share = (double) (stopEvent(row) - firstEvent(row)) / Math.max(1, all);
      return new Memory(Math.round(sum * share));
    }
    return new Memory(sum);
  }

  /** The chunks as the workflow splits, before any was cut. */
  Chunks whole() {
    return whole;
  }

  /** How many chunks there are as the workflow splits, before any was cut. */
  public int wholeSize() {
    return whole.size();
  }

  /** The sample of chunk {@code row} of those. */
  public Sample wholeSample(int row) {
    return whole.sample(row);
  }

  /** What chunk {@code row} of those is of, for the next run. */
  public KeptChunks.Row wholeRow(int row) {
    Slice slice = whole.slice(row);
    return new KeptChunks.Row(
        IntStream.range(slice.from(), slice.to()).mapToObj(slice.files()::name).toList(),
        slice.first(),
        slice.stop());
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

  /** Whether no two chunks have the same {@link #bits}, and so none the same id. */
  boolean areDistinct() {
    long[] sorted = hash.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the other cuts the same samples into the same chunks. */
  boolean sameAs(Chunks other) {
    return Arrays.equals(hash, other.hash);
  }
}
