package hdw.cli;

import hdw.units.WallTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How fast jobs end and how long they still take, as nobody needs to know it more exactly. */
final class Rates {
  /** From here on, a number in tenths is at least 1.0. */
  private static final double ABOUT_ONE = 0.95;

  /** So many of a unit are enough to leave out the smaller ones. */
  private static final int ENOUGH = 10;

  private Rates() {}

  /** A rate such as {@code 12.5/s}, {@code 3.0/min} or {@code 1.5/h}, by how many jobs end. */
  static String of(double perSecond) {
    double perMinute = perSecond * TimeUnit.MINUTES.toSeconds(1);
    return perSecond >= ABOUT_ONE
        ? tenths(perSecond) + "/s"
        : perMinute >= ABOUT_ONE
            ? tenths(perMinute) + "/min"
            : tenths(perSecond * TimeUnit.HOURS.toSeconds(1)) + "/h";
  }

  /** A length of time with two units at most, such as {@code 1 h 30 min} or {@code 2 days}. */
  static String about(double seconds) {
    long unit =
        seconds < ENOUGH * TimeUnit.MINUTES.toSeconds(1)
            ? 1
            : seconds < ENOUGH * TimeUnit.HOURS.toSeconds(1)
                ? TimeUnit.MINUTES.toSeconds(1)
                : TimeUnit.HOURS.toSeconds(1);
    return new WallTime(Math.round(seconds / unit) * unit).toString();
  }

  /** The same of a length that may be a little less than none, as clocks differ. */
  static String about(Duration length) {
    return about(Math.max(0, length.toMillis() / 1000.0));
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
