package hdw.run;

import java.util.Optional;

/** The events that jobs reported through {@code HDW_METRICS}, added up where all of them did. */
final class ReportedEvents {
  private long sum;
  private int jobs;
  private boolean known = true;

  /** Adds those of a job that is done. */
  void add(JobStory done) {
    Double own = done.usage().metrics().get("events");
    known &= own != null;
    sum += own == null ? 0 : Math.round(own);
    jobs++;
  }

  /** Their sum; nothing where a job reported none, or where there is no job. */
  Optional<Long> sum() {
    return known && jobs > 0 ? Optional.of(sum) : Optional.empty();
  }
}
