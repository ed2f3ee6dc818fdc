package hdw.graph;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.model.Dimension;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How dimensions join: by name, and {@code sample.process} with every sample that has that process.
 */
final class Combinations {
  private Combinations() {}

  /**
   * The value that a node has for a dimension, its own or that of its sample; nothing where it has
   * none.
   */
  static Optional<Value> value(Node node, String dimension) {
    Value own = node.dimensions().get(dimension);
    if (own != null) {
      return Optional.of(own);
    }
    String prefix = Dimension.SAMPLE + ".";
    return dimension.startsWith(prefix)
        ? node.sample().map(each -> each.metadata().get(dimension.substring(prefix.length())))
        : Optional.empty();
  }

  /** Whether an input node belongs to a node: they agree in every dimension that both have. */
  static boolean agree(Node input, Node node) {
    for (Map.Entry<String, Value> each : node.dimensions().entrySet()) {
      Optional<Value> other = value(input, each.getKey());
      if (other.isPresent() && !other.get().equals(each.getValue())) {
        return false;
      }
    }
    for (Map.Entry<String, Value> each : input.dimensions().entrySet()) {
      Optional<Value> other = value(node, each.getKey());
      if (other.isPresent() && !other.get().equals(each.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** All pairs that agree in what they share, in the order of the left, then of the right. */
  static List<Map<String, Value>> joined(
      List<Map<String, Value>> left, List<Map<String, Value>> right) {
    var joined = new LinkedHashSet<Map<String, Value>>();
    for (Map<String, Value> one : left) {
      for (Map<String, Value> other : right) {
        boolean agree =
            one.entrySet().stream()
                .allMatch(
                    each ->
                        !other.containsKey(each.getKey())
                            || other.get(each.getKey()).equals(each.getValue()));
        if (agree) {
          var both = new LinkedHashMap<>(one);
          both.putAll(other);
          joined.add(both);
        }
      }
    }
    return new ArrayList<>(joined);
  }

  /** The samples that share the metadata a node runs over; none where it runs over no metadata. */
  static List<Sample> group(Catalog catalog, Map<String, Value> dimensions) {
    String prefix = Dimension.SAMPLE + ".";
    var metadata = new LinkedHashMap<String, Value>();
    dimensions.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            metadata.put(name.substring(prefix.length()), value);
          }
        });
    return metadata.isEmpty()
        ? List.of()
        : catalog.samples().stream()
            .filter(
                sample ->
                    metadata.entrySet().stream()
                        .allMatch(
                            each -> each.getValue().equals(sample.metadata().get(each.getKey()))))
            .toList();
  }
}
