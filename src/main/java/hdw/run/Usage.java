package hdw.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an attempt took.
 *
 * @param milliseconds how long it ran
 * @param memoryBytes the most memory that its process tree held, as far as it was measured
 * @param metrics the numbers that it wrote into {@code HDW_METRICS}, by name, in that order
 */
public record Usage(long milliseconds, Optional<Long> memoryBytes, Map<String, Double> metrics) {

  /** Copies the map; a small one into few bytes, as there is one for every job of a run. */
  public Usage {
    metrics = kept(metrics);
  }

  /** A copy that nobody changes, in few bytes. */
  static Map<String, Double> kept(Map<String, Double> metrics) {
    return metrics.size() < 2
        ? Map.copyOf(metrics)
        : Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Nothing but a time. */
  public static Usage of(long milliseconds) {
    return new Usage(milliseconds, Optional.empty(), Map.of());
  }
}
