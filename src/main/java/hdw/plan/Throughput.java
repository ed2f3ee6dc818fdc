package hdw.plan;

import hdw.catalog.Sample;
import hdw.root.Entries;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How fast the jobs of a task were.
 *
 * @param jobs how many were measured
 * @param seconds how long they took together, start and end of each included
 * @param files how many files they read
 * @param bytes how much these hold; 0 where that is not known
 * @param events how many events they read, where that is known
 * @param run the name of the run that they were measured in
 */
public record Throughput(
    long jobs, double seconds, long files, long bytes, OptionalLong events, String run) {

  /**
   * How long a job would take for file {@code i} of a sample, in seconds: by its events where they
   * are known there and here, else by its size, else as any other file.
   */
  double seconds(Sample sample, int i) {
    if (events.isPresent() && events.getAsLong() > 0 && sample.files().entries().isPresent()) {
      Entries own = sample.files().entries().get()[i];
      return seconds * own.count() / events.getAsLong();
    }
    long size = sample.files().bytes()[i];
    return bytes > 0 && size >= 0 ? seconds * size / bytes : seconds / Math.max(1, files);
  }

  /** The measurement in words. */
  public String text() {
    boolean ofEvents = events.isPresent() && events.getAsLong() > 0;
    double rate = (ofEvents ? events.getAsLong() : files) / Math.max(seconds, 1e-9);
    return String.format(Locale.ROOT, rate < 10 ? "%.2g" : "%.0f", rate)
        + (ofEvents ? " events" : " files")
        + " a second in "
        + jobs
        + (jobs == 1 ? " job" : " jobs")
        + " of "
        + run;
  }
}
