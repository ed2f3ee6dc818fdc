package hdw.report;

import hdw.units.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them. */
final class Figures {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

  private Figures() {}

  /** {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 job}, {@code 12,345 jobs}. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** Time of processors: {@code 0.4 core s}, {@code 12.3 core h}. */
  static String cores(Duration time) {
    double hours = time.toMillis() / 3_600_000.0;
    if (time.isZero()) {
      return "0 core s";
    }
    if (time.toMillis() < 50) {
      return "< 0.1 core s";
    }
    if (hours < 0.05) {
      return String.format(Locale.ROOT, "%.1f core s", time.toMillis() / 1000.0);
    }
    return String.format(Locale.ROOT, hours < 100 ? "%.1f core h" : "%,.0f core h", hours);
  }

  /** How long something took: {@code 0.4 s}, {@code 12 min 5 s}, {@code 2 h 5 min}. */
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + part(seconds % 60, "s");
    }
    long hours = seconds / 3600;
    if (hours >= 48) {
      return hours / 24 + " d" + part(hours % 24, "h");
    }
    return hours + " h" + part(seconds % 3600 / 60, "min");
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : " " + number + " " + unit;
  }

  /** {@code 1.3 GB}. */
  static String memory(long bytes) {
    return new Memory(bytes).rounded();
  }

  /** {@code 93.1 %}; a dash where there is none. */
  static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share.getAsDouble())
        : "–";
  }

  /** A moment in a zone: {@code 22 Nov 2026, 21:30:45}. */
  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  /** A zone at a moment: {@code Europe/Zurich, UTC+01:00}. */
  static String zone(Instant at, ZoneId zone) {
    String offset = zone.getRules().getOffset(at).getId();
    String utc = offset.equals("Z") ? "UTC" : "UTC" + offset;
    return zone.normalized() instanceof ZoneOffset ? utc : zone.getId() + ", " + utc;
  }

  /** A length in a picture. */
  static String length(double pixels) {
    String text = String.format(Locale.ROOT, "%.1f", pixels);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
