package hdw.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The files of a sample as they were named, in order, before anybody looked at them.
 *
 * <p>Most files lie in one place; the other places of those that have several are kept beside.
 */
final class Listing {
  private final List<String> paths = new ArrayList<>();
  private final TreeMap<Integer, List<String>> replicas = new TreeMap<>();

  /** One more file, by all its places, the preferred one first. */
  void add(List<String> places) {
    if (places.size() > 1) {
      replicas.put(paths.size(), List.copyOf(places.subList(1, places.size())));
    }
    paths.add(places.get(0));
  }

  /** The first files, at most so many. */
  Listing first(int limit) {
    if (paths.size() <= limit) {
      return this;
    }
    var first = new Listing();
    first.paths.addAll(paths.subList(0, limit));
    first.replicas.putAll(replicas.headMap(limit));
    return first;
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** Where each file is looked for first. */
  String[] paths() {
    return paths.toArray(String[]::new);
  }

  /** Where else each file lies; empty for a file that lies nowhere else. */
  Replicas replicas() {
    return Replicas.of(paths(), replicas);
  }
}
