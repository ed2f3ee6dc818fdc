package hdw.catalog;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The files of a sample as they were named, in order, before anybody looked at them: each by its
 * places, the preferred one first.
 *
 * <p>Most files lie in one place; the other places of those that have several are kept beside.
 */
public final class Listing extends AbstractList<List<String>> {
  /** The first places, one behind the other. */
  private final StringBuilder text = new StringBuilder();

  private int[] ends = new int[16];
  private int size;
  private final TreeMap<Integer, List<String>> replicas = new TreeMap<>();

  /** No files yet. */
  Listing() {}

  /** One more file that lies in one place. */
  void add(String place) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    text.append(place);
    ends[size++] = text.length();
  }

  /** One more file, by all its places. */
  @Override
  public boolean add(List<String> places) {
    if (places.size() > 1) {
      replicas.put(size, List.copyOf(places.subList(1, places.size())));
    }
    add(places.get(0));
    return true;
  }

  /** Leaves all but the first files out, so that there are at most so many. */
  Listing first(int limit) {
    if (size > limit) {
      size = limit;
      text.setLength(limit == 0 ? 0 : ends[limit - 1]);
      replicas.tailMap(limit).clear();
    }
    return this;
  }

  @Override
  public List<String> get(int file) {
    String first = text.substring(file == 0 ? 0 : ends[file - 1], ends[file]);
    if (!replicas.containsKey(file)) {
      return List.of(first);
    }
    var places = new ArrayList<>(List.of(first));
    places.addAll(replicas.get(file));
    return places;
  }

  @Override
  public int size() {
    return size;
  }

  /** Where each file is looked for first. */
  FileNames paths() {
    return FileNames.of(text.toString(), Arrays.copyOf(ends, size));
  }

  /**
   * Where else each file lies, whose first places are these; empty for one that lies nowhere else.
   */
  Replicas replicas(FileNames paths) {
    return Replicas.of(paths, replicas);
  }
}
