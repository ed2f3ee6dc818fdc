package hdw.model;

import hdw.diagnostic.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The workers of Dask as a site describes them.
 *
 * @param settings what is said of them by name, such as {@code max_workers}
 */
public record Cluster(Span span, Map<String, Setting> settings) {

  /** The same with another value of a property, or one more. */
  public Cluster with(String property, Setting setting) {
    var more = new LinkedHashMap<>(settings);
    more.put(property, setting);
    return new Cluster(span, more);
  }

  /** The same without a property. */
  public Cluster without(String property) {
    var fewer = new LinkedHashMap<>(settings);
    fewer.remove(property);
    return new Cluster(span, fewer);
  }
}
