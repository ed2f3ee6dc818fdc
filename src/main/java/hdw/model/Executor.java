package hdw.model;

import java.util.Locale;
import java.util.Optional;

/** What runs jobs. */
public enum Executor {
  LOCAL("this machine"),
  HTCONDOR("HTCondor"),
  SLURM("Slurm"),
  DASK("Dask");

  private final String title;

  Executor(String title) {
    this.title = title;
  }

  /** Its name as people write it. */
  public String title() {
    return title;
  }

  /** Its name in the language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether jobs wait in queues of a batch system; those of Dask are with workers that do. */
  public boolean hasQueues() {
    return this == HTCONDOR || this == SLURM;
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
