package hdw.catalog;

import hdw.eval.Bindings;
import hdw.model.Scope;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was looked up: the values of params and lets, and the samples in order of
 * declaration.
 *
 * @param world the surroundings that answered, for expressions still to be evaluated
 */
public record Catalog(Map<String, Value> globals, List<Sample> samples, Surroundings world) {

  /** Copies the collections, keeping their order. */
  public Catalog {
    globals = new LinkedHashMap<>(globals);
    samples = List.copyOf(samples);
  }

  /** The sample called {@code name}. */
  public Optional<Sample> sample(String name) {
    return samples.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The values of params and lets. */
  public Bindings bindings() {
    return variable ->
        variable.scope() == Scope.GLOBAL
            ? Optional.ofNullable(globals.get(variable.name()))
            : Optional.empty();
  }

  /** The names of all metadata, in first-seen order. */
  public List<String> metadata() {
    var names = new ArrayList<String>();
    for (Sample sample : samples) {
      for (String each : sample.metadata().keySet()) {
        if (!names.contains(each)) {
          names.add(each);
        }
      }
    }
    return names;
  }
}
