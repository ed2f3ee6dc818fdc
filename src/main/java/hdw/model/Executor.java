package hdw.model;

import java.util.Locale;
import java.util.Optional;

/** What runs jobs. */
public enum Executor {
  LOCAL,
  HTCONDOR,
  SLURM,
  DASK;

  /** Its name in the language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The executor called {@code word}. */
  public static Optional<Executor> named(String word) {
    for (Executor each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
