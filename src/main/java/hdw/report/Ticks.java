package hdw.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the axes of a picture have marks, at round numbers and round local times. */
final class Ticks {
  private static final int MOST = 8;
  private static final long DAY = 86_400;
  private static final DateTimeFormatter DAY_LABEL =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final long[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY
  };

  /** A moment with what stands below it. */
  record Tick(Instant at, String label) {}

  private Ticks() {}

  /**
   * From 0 on in equal steps of 1, 2 or 5 times a power of ten, the last one not below {@code
   * most}.
   */
  static List<Long> ofCounts(long most) {
    long step = 1;
    int next = 0;
    while (most > 4 * step) {
      step = next % 3 == 1 ? step / 2 * 5 : step * 2;
      next++;
    }
    var ticks = new ArrayList<Long>();
    for (long each = 0; each < Math.max(1, most) + step; each += step) {
      ticks.add(each);
    }
    return ticks;
  }

  /** Round times of a zone between two moments, a few of them. */
  static List<Tick> ofTime(Instant from, Instant to, ZoneId zone) {
    long length = Math.max(1, Duration.between(from, to).toSeconds());
    long step = SECONDS[0];
    for (int i = 0; i < SECONDS.length && length / step > MOST; i++) {
      step = SECONDS[i];
    }
    while (length / step > MOST) {
      step += DAY;
    }
    String form = step >= DAY ? "d MMM" : step >= 60 ? "HH:mm" : "HH:mm:ss";
    DateTimeFormatter label = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
    var ticks = new ArrayList<Tick>();
    LocalDateTime midnight = from.atZone(zone).toLocalDate().atStartOfDay();
    long first = ChronoUnit.SECONDS.between(midnight, from.atZone(zone).toLocalDateTime()) / step;
    for (long i = first; ; i++) {
      Instant at = midnight.plusSeconds(i * step).atZone(zone).toInstant();
      if (at.isAfter(to)) {
        return ticks;
      }
      if (!at.isBefore(from)) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        boolean isNewDay = local.toLocalTime().equals(LocalTime.MIDNIGHT);
        ticks.add(new Tick(at, (isNewDay ? DAY_LABEL : label).format(local)));
      }
    }
  }

  /**
   * What stands below the axis of time: {@code from 22 Nov 2026, local time (Europe/Zurich,
   * UTC+01:00)}.
   */
  static String title(Instant from, ZoneId zone) {
    return "from "
        + DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).format(from.atZone(zone))
        + ", local time ("
        + Figures.zone(from, zone)
        + ")";
  }
}
