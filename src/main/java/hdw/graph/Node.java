package hdw.graph;

import hdw.catalog.Sample;
import hdw.model.Dimension;
import hdw.model.Task;
import hdw.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task with one value for each of its dimensions.
 *
 * @param id the task and the values with {@code /} between, such as {@code ntuple/DYto2L/scale_up}
 * @param dimensions by name, in the order of the task's header
 * @param samples the sample; all that share a value for {@code for each sample.process}; none
 *     without either
 */
public record Node(String id, Task task, Map<String, Value> dimensions, List<Sample> samples) {

  /** Copies the collections, keeping their order. */
  public Node {
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    samples = List.copyOf(samples);
  }

  /** The sample of a node that runs over samples one by one. */
  public Optional<Sample> sample() {
    return dimensions.containsKey(Dimension.SAMPLE)
        ? Optional.of(samples.get(0))
        : Optional.empty();
  }

  /** The value for a dimension: the node's own, or for {@code sample.name} that of its sample. */
  public Optional<Value> value(String dimension) {
    return Combinations.value(this, dimension);
  }

  /** Nodes are the same when their ids are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Node node && node.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
