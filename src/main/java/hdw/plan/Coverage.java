package hdw.plan;

import hdw.catalog.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Tells which job reads which files of a node's samples, as its columns have it. */
public final class Coverage {
  private Coverage() {}

  /**
   * How the files of a sample are spread over jobs of a node.
   *
   * @param files how many files the sample has, under {@code --limit} those that it kept
   * @param jobs the jobs that read files of it, in order
   * @param filesOf for each of {@code jobs}, how many it reads
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Part(String sample, int files, int[] jobs, int[] filesOf) {}

  /**
   * A file that no job reads, or more than one.
   *
   * @param jobs those that read it; a job twice that reads it twice
   */
  public record Assignment(String sample, String path, List<Integer> jobs) {
    /** Copies the list. */
    public Assignment {
      jobs = List.copyOf(jobs);
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
    Arrays.setAll(
        filesOf, i -> chunks.isPresent() ? chunks.get().fileCount(rows[i]) : sample.files().size());
    return new Part(sample.name(), sample.files().size(), rows, filesOf);
  }

  private static void addNotOnce(Sample sample, int[] rows, Chunks chunks, List<Assignment> found) {
    int[] times = new int[sample.files().size()];
    for (int row : rows) {
      for (int i = 0; i < chunks.fileCount(row); i++) {
        times[chunks.firstFile(row) + i]++;
      }
    }
    var jobs = new TreeMap<Integer, List<Integer>>();
    for (int i = 0; i < times.length; i++) {
      if (times[i] != 1) {
        jobs.put(i, new ArrayList<>());
      }
    }
    for (int k = 0; !jobs.isEmpty() && k < rows.length; k++) {
      for (int i = 0; i < chunks.fileCount(rows[k]); i++) {
        int row = rows[k];
        Optional.ofNullable(jobs.get(chunks.firstFile(row) + i)).ifPresent(of -> of.add(row));
      }
    }
    jobs.forEach(
        (file, of) -> found.add(new Assignment(sample.name(), sample.files().paths()[file], of)));
  }
}
