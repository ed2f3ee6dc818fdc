package hdw.catalog;

import hdw.diagnostic.Span;
import hdw.model.Leniency;
import hdw.model.Value;
import hdw.root.Entries;
import hdw.units.Memory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A sample with its files.
 *
 * @param files the files in order, each as jobs see it: absolute, a URL, or relative to the
 *     workflow's folder
 * @param tree the tree in its files, where the user named one
 * @param leniency what to do about files that are not as they should be
 * @param metadata the user's own names, in the order in which they were given
 */
public record Sample(
    Span span,
    String name,
    FileList files,
    Optional<String> tree,
    Leniency leniency,
    Map<String, Value> metadata) {

  /** A sample that says nothing of files that are not as they should be. */
  public Sample(
      Span span, String name, FileList files, Optional<String> tree, Map<String, Value> metadata) {
    this(span, name, files, tree, Leniency.NONE, metadata);
  }

  /**
   * Files in columns: a million of them cost no object each besides their names.
   *
   * @param paths as jobs see them
   * @param bytes sizes in bytes; -1 where unknown, as for a URL
   * @param modified times of last change in milliseconds since 1970; -1 where unknown
   * @param entries the entries of each file's tree; nothing where nobody asked for them
   * @param replicas where else each file lies
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record FileList(
      String[] paths,
      long[] bytes,
      long[] modified,
      Optional<Entries[]> entries,
      Replicas replicas) {

    /** No files, or none that were looked at. */
    static final FileList NONE = new FileList(new String[0], new long[0], new long[0]);

    /** Files that lie in one place each, and whose entries nobody asked for. */
    public FileList(String[] paths, long[] bytes, long[] modified) {
      this(paths, bytes, modified, Optional.empty(), Replicas.NONE);
    }

    /** The same with some files at their next place, and the one before behind the others. */
    FileList moved(int[] files) {
      String[] moved = paths.clone();
      return new FileList(moved, bytes, modified, entries, replicas.rotated(files, moved));
    }

    /** Some of the files, in this order. */
    FileList only(int[] files) {
      return new FileList(
          IntStream.of(files).mapToObj(i -> paths[i]).toArray(String[]::new),
          IntStream.of(files).mapToLong(i -> bytes[i]).toArray(),
          IntStream.of(files).mapToLong(i -> modified[i]).toArray(),
          entries.map(all -> IntStream.of(files).mapToObj(i -> all[i]).toArray(Entries[]::new)),
          replicas.only(files));
    }

    /** The first files, with these entries. */
    FileList first(Entries[] known) {
      FileList first = only(IntStream.range(0, known.length).toArray());
      return new FileList(
          first.paths, first.bytes, first.modified, Optional.of(known), first.replicas);
    }

    /**
     * What a file is called wherever it is read: the logical name of the place that was named
     * first.
     */
    public String name(int file) {
      return LogicalName.of(replicas.named(file).orElse(paths[file]));
    }

    /** How many files there are. */
    public int size() {
      return paths.length;
    }
  }

  /** The same with other files. */
  Sample with(FileList other) {
    return new Sample(span, name, other, tree, leniency, metadata);
  }

  /** The events of all files; nothing where nobody asked for them. */
  public OptionalLong events() {
    return files.entries().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Arrays.stream(files.entries().get()).mapToLong(Entries::count).sum());
  }

  /** The size of all files whose size is known. */
  public Memory bytes() {
    long sum = 0;
    for (long each : files.bytes()) {
      sum += Math.max(0, each);
    }
    return new Memory(sum);
  }
}
