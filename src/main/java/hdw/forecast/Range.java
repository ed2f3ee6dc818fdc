package hdw.forecast;

import hdw.insight.Spread;
import java.util.stream.LongStream;

/**
 * What several games came to.
 *
 * @param low what one game in ten does not exceed
 * @param middle what half of them do not exceed
 * @param high what nine games in ten do not exceed
 */
public record Range(long low, long middle, long high) {

  /** Of numbers in any order. */
  static Range of(LongStream numbers) {
    Spread spread = Spread.of(numbers);
    return new Range(spread.percentile(10), spread.percentile(50), spread.percentile(90));
  }
}
