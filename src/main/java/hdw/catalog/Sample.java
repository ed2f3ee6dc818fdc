package hdw.catalog;

import hdw.diagnostic.Span;
import hdw.model.Leniency;
import hdw.model.Value;
import hdw.root.Entries;
import hdw.units.Memory;
import java.util.Arrays;
import java.util.List;
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

  /** Files in columns: a million of them cost no object each. */
  public static final class FileList {
    /** No files, or none that were looked at. */
    static final FileList NONE =
        new FileList(FileNames.NONE, new long[0], new long[0], Optional.empty(), Replicas.NONE);

    private final FileNames paths;
    private final FileNames names;
    private final long[] bytes;
    private final long[] modified;
    private final Optional<Entries[]> entries;
    private final Replicas replicas;

    /**
     * Files.
     *
     * @param paths as jobs see them
     * @param bytes sizes in bytes; -1 where unknown, as for a URL
     * @param modified times of last change in milliseconds since 1970; -1 where unknown
     * @param entries the entries of each file's tree; nothing where nobody asked for them
     * @param replicas where else each file lies
     */
    public FileList(
        FileNames paths,
        long[] bytes,
        long[] modified,
        Optional<Entries[]> entries,
        Replicas replicas) {
      this.paths = paths;
      this.bytes = bytes;
      this.modified = modified;
      this.entries = entries;
      this.replicas = replicas;
      this.names = LogicalName.of(replicas.named().orElse(paths));
    }

    /** Files that lie in one place each, and whose entries nobody asked for. */
    public FileList(String[] paths, long[] bytes, long[] modified) {
      this(FileNames.of(List.of(paths)), bytes, modified, Optional.empty(), Replicas.NONE);
    }

    /** Where the files are read, as jobs see them. */
    public FileNames paths() {
      return paths;
    }

    /** What the files are called wherever they are read: by the place that was named first. */
    public FileNames names() {
      return names;
    }

    /** The logical names of the places where the files are read. */
    FileNames places() {
      return replicas.isEmpty() ? names : LogicalName.of(paths);
    }

    /** Sizes in bytes; -1 where unknown, as for a URL. */
    public long[] bytes() {
      return bytes;
    }

    /** Times of last change in milliseconds since 1970; -1 where unknown. */
    public long[] modified() {
      return modified;
    }

    /** The entries of each file's tree; nothing where nobody asked for them. */
    public Optional<Entries[]> entries() {
      return entries;
    }

    /** Where else each file lies. */
    public Replicas replicas() {
      return replicas;
    }

    /** The same with some files at their next place, and the one before behind the others. */
    FileList moved(int[] files) {
      if (files.length == 0) {
        return this;
      }
      String[] moved = paths.toArray(String[]::new);
      Replicas rotated = replicas.rotated(files, moved);
      return new FileList(FileNames.of(List.of(moved)), bytes, modified, entries, rotated);
    }

    /** Some of the files, in this order. */
    FileList only(int[] files) {
      return new FileList(
          paths.only(files),
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

    /** What file {@code file} is called wherever it is read. */
    public String name(int file) {
      return names.get(file);
    }

    /** How many files there are. */
    public int size() {
      return paths.size();
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
