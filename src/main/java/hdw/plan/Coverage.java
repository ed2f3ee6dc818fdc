package hdw.plan;

import hdw.catalog.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Tells which job reads which files of a node's samples, as its columns have it. */
public final class Coverage {
  private Coverage() {}

  /**
   * How the files of a sample are spread over jobs of a node.
   *
   * @param files how many files the sample has, under {@code --limit} those that it kept
   * @param empty how many of them no job reads as they have no events
   * @param jobs the jobs that read files of it, in order
   * @param filesOf for each of {@code jobs}, how many it reads; 0 where it reads another range of
   *     the file that the job before it reads
   * @param eventsOf for each of {@code jobs}, how many events these have; -1 where that is not
   *     known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Part(
      String sample, int files, int empty, int[] jobs, int[] filesOf, long[] eventsOf) {

    /**
     * How many files are how far, as their jobs are; a file that several jobs read is as far as the
     * one with the highest number.
     *
     * @param standing for each number in {@code jobs}, from 0 on, how far the job is
     * @return for each standing below {@code standings} the number of files
     */
    public int[] files(IntUnaryOperator standing, int standings) {
      int[] counts = new int[standings];
      for (int k = 0; k < jobs.length; ) {
        int files = filesOf[k];
        int most = standing.applyAsInt(k++);
        while (k < jobs.length && filesOf[k] == 0) {
          most = Math.max(most, standing.applyAsInt(k++));
        }
        counts[most] += files;
      }
      return counts;
    }

    /** How many events the sample has; nothing where that was not looked up. */
    public OptionalLong events() {
      return Arrays.stream(eventsOf).anyMatch(each -> each < 0)
          ? OptionalLong.empty()
          : OptionalLong.of(Arrays.stream(eventsOf).sum());
    }
  }

  /**
   * A file that no job reads, or more than one; or events of it.
   *
   * @param jobs those that read it; a job twice that reads it twice
   * @param first the first of the events; -1 for the whole file
   * @param stop the first event behind them; -1 for the whole file
   */
  public record Assignment(String sample, String path, List<Integer> jobs, long first, long stop) {
    /** Copies the list. */
    public Assignment {
      jobs = List.copyOf(jobs);
    }

    /** A whole file. */
    Assignment(String sample, String path, List<Integer> jobs) {
      this(sample, path, jobs, -1, -1);
    }
  }

  /** A part for each sample of a node; none for a node that reads no files of samples. */
  public static List<Part> of(NodePlan node) {
    if (!readsSamples(node)) {
      return List.of();
    }
    var parts = new ArrayList<Part>();
    rows(node.node().samples(), node.chunks())
        .forEach((sample, rows) -> parts.add(part(sample, rows, node.chunks())));
    return parts;
  }

  /** The files of a node's samples that are not read exactly once: nothing where all is well. */
  public static List<Assignment> notOnce(NodePlan node) {
    return readsSamples(node) && node.chunks().isPresent()
        ? notOnce(node.node().samples(), node.chunks().get())
        : List.of();
  }

  static List<Assignment> notOnce(List<Sample> samples, Chunks chunks) {
    var found = new ArrayList<Assignment>();
    rows(samples, Optional.of(chunks))
        .forEach((sample, rows) -> addNotOnce(sample, rows, chunks, found));
    return found;
  }

  private static boolean readsSamples(NodePlan node) {
    return node.feeds().stream().anyMatch(Feed.ChunkFiles.class::isInstance);
  }

  /** The jobs of each sample; without chunks there is one, which reads all. */
  private static Map<Sample, int[]> rows(List<Sample> samples, Optional<Chunks> chunks) {
    if (chunks.isEmpty()) {
      var one = new LinkedHashMap<Sample, int[]>();
      samples.forEach(each -> one.put(each, new int[1]));
      return one;
    }
    return rows(samples, chunks.get());
  }

  private static Map<Sample, int[]> rows(List<Sample> samples, Chunks chunks) {
    var rows = new LinkedHashMap<String, IntStream.Builder>();
    var byName = new LinkedHashMap<String, Sample>();
    for (Sample each : samples) {
      byName.put(each.name(), each);
      rows.put(each.name(), IntStream.builder());
    }
    for (int i = 0; i < chunks.size(); i++) {
      Sample sample = chunks.sample(i);
      byName.putIfAbsent(sample.name(), sample);
      rows.computeIfAbsent(sample.name(), unlisted -> IntStream.builder()).add(i);
    }
    var arrays = new LinkedHashMap<Sample, int[]>();
    rows.forEach((name, own) -> arrays.put(byName.get(name), own.build().toArray()));
    return arrays;
  }

  private static Part part(Sample sample, int[] rows, Optional<Chunks> chunks) {
    int[] filesOf = new int[rows.length];
    long[] eventsOf = new long[rows.length];
    int last = -1;
    int read = 0;
    for (int k = 0; k < rows.length; k++) {
      boolean sameFile = isOfEvents(chunks) && chunks.get().file(rows[k], 0) == last;
      last = isOfEvents(chunks) ? chunks.get().file(rows[k], 0) : -1;
      filesOf[k] = sameFile ? 0 : files(sample, rows[k], chunks);
      eventsOf[k] = events(sample, rows[k], chunks).orElse(-1);
      read += filesOf[k];
    }
    int empty = isOfEvents(chunks) ? sample.files().size() - read : 0;
    return new Part(sample.name(), sample.files().size(), empty, rows, filesOf, eventsOf);
  }

  private static boolean isOfEvents(Optional<Chunks> chunks) {
    return chunks.isPresent() && chunks.get().isOfEvents();
  }

  private static int files(Sample sample, int row, Optional<Chunks> chunks) {
    return chunks.isPresent() ? chunks.get().fileCount(row) : sample.files().size();
  }

  private static OptionalLong events(Sample sample, int row, Optional<Chunks> chunks) {
    return chunks.isPresent() ? chunks.get().events(row) : sample.events();
  }

  private static void addNotOnce(Sample sample, int[] rows, Chunks chunks, List<Assignment> found) {
    Map<Integer, List<Integer>> byFile = new TreeMap<>();
    if (chunks.isOfEvents()) {
      for (int row : rows) {
        byFile.computeIfAbsent(chunks.file(row, 0), key -> new ArrayList<>()).add(row);
      }
      for (int i = 0; i < sample.files().size(); i++) {
        addRanges(sample, i, byFile.getOrDefault(i, List.of()), chunks, found);
      }
      return;
    }
    int[] times = new int[sample.files().size()];
    for (int row : rows) {
      for (int i = 0; i < chunks.fileCount(row); i++) {
        times[chunks.file(row, i)]++;
      }
    }
    for (int i = 0; i < times.length; i++) {
      if (times[i] != 1) {
        byFile.put(i, new ArrayList<>());
      }
    }
    for (int k = 0; !byFile.isEmpty() && k < rows.length; k++) {
      for (int i = 0; i < chunks.fileCount(rows[k]); i++) {
        int row = rows[k];
        Optional.ofNullable(byFile.get(chunks.file(row, i))).ifPresent(of -> of.add(row));
      }
    }
    byFile.forEach(
        (file, of) ->
            found.add(new Assignment(sample.name(), sample.files().paths().get(file), of)));
  }

  /** Adds the events of a file that are in no range, or in more than one. */
  private static void addRanges(
      Sample sample, int file, List<Integer> rows, Chunks chunks, List<Assignment> found) {
    var sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(chunks::firstEvent));
    String path = sample.files().paths().get(file);
    long at = 0;
    int before = -1;
    for (int row : sorted) {
      long first = chunks.firstEvent(row);
      if (first > at) {
        found.add(new Assignment(sample.name(), path, List.of(), at, first));
      } else if (first < at) {
        long stop = Math.min(at, chunks.stopEvent(row));
        found.add(new Assignment(sample.name(), path, List.of(before, row), first, stop));
      }
      if (chunks.stopEvent(row) > at) {
        at = chunks.stopEvent(row);
        before = row;
      }
    }
    long count = sample.files().entries().orElseThrow()[file].count();
    if (at < count) {
      found.add(new Assignment(sample.name(), path, List.of(), at, count));
    }
  }
}
