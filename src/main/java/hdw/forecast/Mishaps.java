package hdw.forecast;

import hdw.model.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How often attempts of a task fail by themselves. What a time limit does is not among it: that
 * follows from how long a job takes.
 *
 * @param first by reason, the share of first attempts
 * @param again by reason, the share of the attempts after those
 * @param when by reason, how far attempts came, as shares of the time that the job would have
 *     taken; any, where there are none
 */
public record Mishaps(
    Map<Reason, Double> first, Map<Reason, Double> again, Map<Reason, List<Double>> when) {
  /** Nothing ever fails. */
  public static final Mishaps NONE = new Mishaps(Map.of(), Map.of(), Map.of());

  /** Copies the maps, in the order of the reasons, as draws hang on it. */
  public Mishaps {
    first = ordered(first);
    again = ordered(again);
    when = ordered(when);
  }

  private static <T> Map<Reason, T> ordered(Map<Reason, T> map) {
    var copy = new EnumMap<Reason, T>(Reason.class);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }

  /** Every attempt fails as often, at any time of it. */
  public static Mishaps stated(Map<Reason, Double> shares) {
    return new Mishaps(shares, shares, Map.of());
  }

  /** The share of first attempts that fail. */
  public double share() {
    return first.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** What happens to an attempt. */
  record Mishap(Reason reason, double when) {}

  /** What happens to one attempt, if anything. */
  Optional<Mishap> draw(boolean isFirst, SplittableRandom random) {
    Map<Reason, Double> shares = isFirst ? first : again;
    if (shares.isEmpty()) {
      return Optional.empty();
    }
    double lot = random.nextDouble();
    for (Map.Entry<Reason, Double> each : shares.entrySet()) {
      lot -= each.getValue();
      if (lot < 0) {
        return Optional.of(new Mishap(each.getKey(), when(each.getKey(), random)));
      }
    }
    return Optional.empty();
  }

  private double when(Reason reason, SplittableRandom random) {
    List<Double> known = when.getOrDefault(reason, List.of());
    return known.isEmpty() ? random.nextDouble() : known.get(random.nextInt(known.size()));
  }
}
