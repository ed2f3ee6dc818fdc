package hdw.units;

import java.math.BigDecimal;

/** A part of a whole in per cent, as in {@code tolerate = 1 %}. */
public record Share(BigDecimal percent) {

  /** How many of {@code whole} things may be missing: the share of them, rounded down. */
  public long of(long whole) {
    return percent
        .multiply(BigDecimal.valueOf(whole))
        .divideToIntegralValue(BigDecimal.valueOf(100))
        .longValue();
  }

  /** The spelling in the language, such as {@code 1 %}. */
  @Override
  public String toString() {
    return percent.stripTrailingZeros().toPlainString() + " %";
  }
}
