package hdw.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where files lie besides the place where they are read: a column that costs nothing where no file
 * lies anywhere else.
 */
public final class Replicas {
  /** No file lies anywhere else. */
  public static final Replicas NONE = new Replicas(new String[0][], FileNames.NONE);

  private static final String[] NOWHERE = {};

  /** By file; empty where no file has any. */
  private final String[][] others;

  /** By file the place that was named first, wherever it is read. */
  private final FileNames named;

  private Replicas(String[][] others, FileNames named) {
    this.others = others;
    this.named = named;
  }

  /** For files that lie at these paths the other places of some. */
  static Replicas of(FileNames paths, Map<Integer, List<String>> others) {
    if (others.isEmpty()) {
      return NONE;
    }
    var column = new String[paths.size()][];
    Arrays.fill(column, NOWHERE);
    others.forEach((file, places) -> column[file] = places.toArray(String[]::new));
    return new Replicas(column, paths);
  }

  /** Whether no file lies anywhere else. */
  public boolean isEmpty() {
    return others.length == 0;
  }

  /** The other places of a file, the preferred one first; mostly empty. */
  public List<String> of(int file) {
    return isEmpty() ? List.of() : List.of(others[file]);
  }

  /** The places that were named first, where files lie in several; they never change. */
  Optional<FileNames> named() {
    return isEmpty() ? Optional.empty() : Optional.of(named);
  }

  /** The same for some of the files, in this order. */
  Replicas only(int[] files) {
    return isEmpty()
        ? NONE
        : new Replicas(
            IntStream.of(files).mapToObj(i -> others[i]).toArray(String[][]::new),
            named.only(files));
  }

  /**
   * The same with the first other place of some files in {@code paths}, and what stands there
   * behind their other places.
   */
  Replicas rotated(int[] files, String[] paths) {
    String[][] column = others.clone();
    for (int file : files) {
      String[] places = others[file].clone();
      System.arraycopy(others[file], 1, places, 0, places.length - 1);
      places[places.length - 1] = paths[file];
      paths[file] = others[file][0];
      column[file] = places;
    }
    return new Replicas(column, named);
  }

  /** Those of the files that have more than so many other places. */
  int[] more(int[] files, int tried) {
    return isEmpty()
        ? new int[0]
        : IntStream.of(files).filter(i -> others[i].length > tried).toArray();
  }

  /** The most other places that a file has. */
  int most() {
    return Arrays.stream(others).mapToInt(each -> each.length).max().orElse(0);
  }
}
