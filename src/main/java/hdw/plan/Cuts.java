package hdw.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Chunks whose halves take their place.
 *
 * <p>A half may be cut again: then it stands here too.
 *
 * @param chunks for the id of each node that splits its sample, the ids of chunks
 */
public record Cuts(Map<String, Set<String>> chunks) {
  /** Nothing is cut. */
  public static final Cuts NONE = new Cuts(Map.of());

  /** Copies the map. */
  public Cuts {
    var copy = new LinkedHashMap<String, Set<String>>();
    chunks.forEach(
        (node, ids) -> copy.put(node, Collections.unmodifiableSet(new LinkedHashSet<>(ids))));
    chunks = Collections.unmodifiableMap(copy);
  }

  /** The same and one more. */
  public Cuts with(String node, String chunk) {
    var more = new LinkedHashMap<>(chunks);
    var ids = new LinkedHashSet<>(of(node));
    ids.add(chunk);
    more.put(node, ids);
    return new Cuts(more);
  }

  /** The chunks of a node that are cut. */
  public Set<String> of(String node) {
    return chunks.getOrDefault(node, Set.of());
  }

  /** Whether nothing is cut. */
  public boolean isEmpty() {
    return chunks.isEmpty();
  }
}
