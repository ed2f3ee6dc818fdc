package hdw.executor.htcondor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads the times of a user log: local ones, unless a {@code Z} stands behind them.
 *
 * @param zone where the log is written
 * @param written when the log was last written, for times that do not say their year
 */
record LogTime(ZoneId zone, LocalDate written) {
  /** There is a 29 February in at least one of so many years. */
  private static final int YEARS = 8;

  /**
   * The moment that {@code 2026-11-23 00:15:55}, the same with parts of a second or a {@code Z}, or
   * {@code 11/23 00:15:55} means; nothing where there is no such day or hour.
   */
  Optional<Instant> parse(String text) {
    try {
      boolean utc = text.endsWith("Z");
      String local = utc ? text.substring(0, text.length() - 1) : text;
      LocalDateTime time =
          local.charAt(2) == '/' ? legacy(local) : LocalDateTime.parse(local.replace(' ', 'T'));
      return Optional.of(time.atZone(utc ? ZoneOffset.UTC : zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The last such day that is not later than the log itself, but for a clock that is ahead. */
  private LocalDateTime legacy(String text) {
    MonthDay day = MonthDay.parse("--" + text.substring(0, 5).replace('/', '-'));
    LocalDate latest = written.plusDays(1);
    for (int year = latest.getYear(); year >= latest.getYear() - YEARS; year--) {
      if (day.isValidYear(year) && !day.atYear(year).isAfter(latest)) {
        return day.atYear(year).atTime(LocalTime.parse(text.substring(6)));
      }
    }
    throw new DateTimeException("no year has this day: " + text);
  }
}
