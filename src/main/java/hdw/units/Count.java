package hdw.units;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A number of things that a sample can be split by: {@code 10 files}, {@code 100_000 events},
 * {@code 20 jobs}.
 */
public record Count(long amount, Unit unit) {

  /** What is counted. */
  public enum Unit {
    FILES,
    EVENTS,
    JOBS;

    private static final Map<String, Unit> NAMES =
        Map.of(
            "file", FILES, "files", FILES, "event", EVENTS, "events", EVENTS, "job", JOBS, "jobs",
            JOBS);

    /** The unit called {@code name}, in the singular or the plural. */
    public static Optional<Unit> named(String name) {
      return Optional.ofNullable(NAMES.get(name));
    }
  }

  /** The spelling in the language, such as {@code 1 file} or {@code 20 jobs}. */
  @Override
  public String toString() {
    String plural = unit.name().toLowerCase(Locale.ROOT);
    return amount + " " + (amount == 1 ? plural.substring(0, plural.length() - 1) : plural);
  }
}
