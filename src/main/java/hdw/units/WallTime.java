package hdw.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** A length of time in whole seconds: a wall-time limit, a delay, the age of a run. */
public record WallTime(long seconds) implements Comparable<WallTime> {
  private static final Map<String, Long> UNITS =
      Map.of("s", 1L, "min", 60L, "h", 3600L, "d", 86400L, "w", 604800L);

  /** Refuses a negative length. */
  public WallTime {
    if (seconds < 0) {
      throw new IllegalArgumentException("negative time: " + seconds);
    }
  }

  /** The seconds of one {@code unit} such as {@code min}, or nothing when it is no unit of time. */
  public static Optional<Long> unit(String unit) {
    return Optional.ofNullable(UNITS.get(unit));
  }

  /**
   * The time as written, rounded up to a whole second.
   *
   * @throws ArithmeticException when it does not fit in 2^63 seconds
   */
  public static WallTime of(BigDecimal amount, long unitSeconds) {
    return new WallTime(
        amount
            .multiply(BigDecimal.valueOf(unitSeconds))
            .setScale(0, RoundingMode.CEILING)
            .longValueExact());
  }

  @Override
  public int compareTo(WallTime other) {
    return Long.compare(seconds, other.seconds);
  }

  /**
   * The spelling in the language, largest unit first, such as {@code 1 h 30 min}; {@code 0 s} for
   * none.
   */
  @Override
  public String toString() {
    if (seconds == 0) {
      return "0 s";
    }
    var text = new StringBuilder();
    long rest = seconds;
    for (var unit :
        new Object[][] {{604800L, "w"}, {86400L, "d"}, {3600L, "h"}, {60L, "min"}, {1L, "s"}}) {
      long size = (Long) unit[0];
      if (rest >= size) {
        text.append(text.isEmpty() ? "" : " ").append(rest / size).append(' ').append(unit[1]);
        rest %= size;
      }
    }
    return text.toString();
  }
}
