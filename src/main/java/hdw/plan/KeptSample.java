package hdw.plan;

import hdw.catalog.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sample of which chunks of the last run are kept: those whose files are all still there. Only
 * the rest is cut anew.
 */
final class KeptSample implements Way.Rest, Way.Sink {
  private final Sample sample;
  private final boolean[] taken;
  private final long[] covered;
  private final List<Piece> pieces = new ArrayList<>();
  private final int kept;
  private final int[] rest;

  /** A chunk: files by number in the sample's list, and events or -1. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(int[] files, long first, long stop) {}

  KeptSample(Sample sample, KeptChunks last) {
    this.sample = sample;
    this.taken = new boolean[sample.files().size()];
    this.covered = new long[taken.length];
    keep(last);
    this.kept = pieces.size();
    this.rest = IntStream.range(0, taken.length).filter(i -> !taken[i]).toArray();
  }

  private void keep(KeptChunks last) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < taken.length; i++) {
      numbers.put(sample.files().name(i), i);
    }
    Map<Integer, List<Piece>> ranges = new LinkedHashMap<>();
    for (KeptChunks.Row row : last.rows()) {
      int[] files = row.files().stream().mapToInt(each -> numbers.getOrDefault(each, -1)).toArray();
      boolean there = files.length > 0 && Arrays.stream(files).noneMatch(i -> i < 0 || taken[i]);
      var piece = new Piece(files, row.first(), row.stop());
      if (there && row.stop() >= 0) {
        ranges.computeIfAbsent(files[0], key -> new ArrayList<>()).add(piece);
      } else if (there) {
        Arrays.stream(files).forEach(i -> taken[i] = true);
        pieces.add(piece);
      }
    }
    ranges.forEach(this::keepRanges);
  }

  /**
   * Keeps ranges of events of one file, one behind the other from its beginning; what they leave
   * over at its end is to be cut. Those that go beyond its end, or into another one, sleep on: a
   * look at a few events leaves such, and they may be of use again.
   */
  private void keepRanges(int file, List<Piece> ranges) {
    long count = sample.files().entries().orElseThrow()[file].count();
    long at = 0;
    ranges.sort(Comparator.comparingLong(Piece::first)); // of two that begin alike the older one
    for (Piece each : ranges) {
      if (each.first() == at && each.stop() > at && each.stop() <= count) {
        at = each.stop();
        pieces.add(each);
      }
    }
    covered[file] = at;
    taken[file] = at == count;
  }

  /** How many chunks were kept. */
  int kept() {
    return kept;
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public int size() {
    return rest.length;
  }

  @Override
  public int file(int i) {
    return rest[i];
  }

  @Override
  public long first(int i) {
    return covered[rest[i]];
  }

  @Override
  public void files(int from, int to) {
    pieces.add(new Piece(Arrays.copyOfRange(rest, from, to), -1, -1));
  }

  @Override
  public void events(int i, long first, long stop) {
    pieces.add(new Piece(new int[] {rest[i]}, first, stop));
  }

  /** Adds all chunks, kept and new, to the rows: in the order of their first files and events. */
  OrderedFiles addTo(ChunkRows rows, int number) {
    pieces.sort(
        Comparator.<Piece>comparingInt(each -> each.files()[0]).thenComparingLong(Piece::first));
    int[] order = new int[taken.length];
    int at = 0;
    boolean asListed = true;
    for (Piece each : pieces) {
      if (each.stop() >= 0) {
        rows.add(number, each.files()[0], each.first(), each.stop());
      } else {
        rows.add(number, at, at + each.files().length);
        for (int file : each.files()) {
          asListed &= file == at;
          order[at++] = file;
        }
      }
    }
    return asListed ? new OrderedFiles(sample) : new OrderedFiles(sample, order);
  }
}
