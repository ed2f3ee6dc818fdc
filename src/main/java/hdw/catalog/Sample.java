package hdw.catalog;

import hdw.diagnostic.Span;
import hdw.model.Value;
import hdw.root.Entries;
import hdw.units.Memory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sample with its files.
 *
 * @param files the files in order, each as jobs see it: absolute, a URL, or relative to the
 *     workflow's folder
 * @param metadata the user's own names, in the order in which they were given
 */
public record Sample(
    Span span, String name, FileList files, Optional<String> tree, Map<String, Value> metadata) {

  /**
   * Files in columns: a million of them cost no object each besides their names.
   *
   * @param paths as jobs see them
   * @param bytes sizes in bytes; -1 where unknown, as for a URL
   * @param modified times of last change in milliseconds since 1970; -1 where unknown
   * @param entries the entries of each file's tree; nothing where nobody asked for them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record FileList(
      String[] paths, long[] bytes, long[] modified, Optional<Entries[]> entries) {

    /** Files whose entries nobody asked for. */
    public FileList(String[] paths, long[] bytes, long[] modified) {
      this(paths, bytes, modified, Optional.empty());
    }

    /** The first files, with these entries. */
    FileList first(int count, Entries[] entries) {
      return new FileList(
          Arrays.copyOf(paths, count),
          Arrays.copyOf(bytes, count),
          Arrays.copyOf(modified, count),
          Optional.of(entries));
    }

    /** How many files there are. */
    public int size() {
      return paths.length;
    }
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
