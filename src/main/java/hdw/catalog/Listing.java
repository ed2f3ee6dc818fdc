package hdw.catalog;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The files of a sample as they were named, in order, before anybody looked at them: each by its
 * places, the preferred one first.
 *
 * <p>Most files lie in one place; the other places of those that have several are kept beside.
 */
public final class Listing extends AbstractList<List<String>> {
  private final FileNames paths;
  private final SortedMap<Integer, List<String>> others;

  private Listing(FileNames paths, SortedMap<Integer, List<String>> others) {
    this.paths = paths;
    this.others = others;
  }

  /** A listing while it is made. */
  static final class Builder {
    private final FileNames.Builder paths = new FileNames.Builder();
    private final TreeMap<Integer, List<String>> others = new TreeMap<>();

    /** One more file that lies in one place. */
    void add(String place) {
      paths.add(place);
    }

    /** One more file, by all its places. */
    void add(List<String> places) {
      if (places.size() > 1) {
        others.put(paths.size(), List.copyOf(places.subList(1, places.size())));
      }
      paths.add(places.get(0));
    }

    /** The files. */
    Listing build() {
      return new Listing(paths.build(), others);
    }
  }

  /** The first files, at most so many. */
  Listing first(int limit) {
    return size() <= limit
        ? this
        : new Listing(paths.only(IntStream.range(0, limit).toArray()), others.headMap(limit));
  }

  @Override
  public List<String> get(int file) {
    if (!others.containsKey(file)) {
      return List.of(paths.get(file));
    }
    var places = new ArrayList<>(List.of(paths.get(file)));
    places.addAll(others.get(file));
    return places;
  }

  @Override
  public int size() {
    return paths.size();
  }

  /** Whether each file is seen to lie in one place, behind a URL. */
  boolean isFarAway() {
    return others.isEmpty() && Surroundings.isUrl(paths.head());
  }

  /** Where each file is looked for first. */
  FileNames paths() {
    return paths;
  }

  /** Where else each file lies; empty for one that lies nowhere else. */
  Replicas replicas() {
    return Replicas.of(paths, others);
  }
}
