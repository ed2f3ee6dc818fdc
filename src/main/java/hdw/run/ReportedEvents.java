package hdw.run;

import java.util.Optional;

/** The events that jobs reported through {@code HDW_METRICS}, added up where all of them did. */
final class ReportedEvents {
  private long sum;
  private int jobs;
  private boolean known = true;

  /** Adds those of a job that is done. */
  void add(JobStory done) {
    Optional<Long> own = of(done);
    known &= own.isPresent();
    sum += own.orElse(0L);
    jobs++;
  }

  /** Those of one job that is done; nothing where it reported none. */
  static Optional<Long> of(JobStory done) {
    return Optional.ofNullable(done.usage().metrics().get("events")).map(Math::round);
  }

  /** Their sum; nothing where a job reported none, or where there is no job. */
  Optional<Long> sum() {
    return known && jobs > 0 ? Optional.of(sum) : Optional.empty();
  }
}
