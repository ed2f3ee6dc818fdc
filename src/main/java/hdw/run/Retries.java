package hdw.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** Jobs that wait for a time at which they are tried again. */
final class Retries {
  private record Wait(Instant until, String job) {}

  private final PriorityQueue<Wait> waits =
      new PriorityQueue<>(Comparator.comparing(Wait::until).thenComparing(Wait::job));
  private final Set<String> jobs = new HashSet<>();

  /** A job is tried again, not before {@code until}. */
  void add(String job, Instant until) {
    if (jobs.add(job)) {
      waits.add(new Wait(until, job));
    }
  }

  /** Whether a job waits here. */
  boolean holds(String job) {
    return jobs.contains(job);
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waits.isEmpty();
  }

  /** How long until the next one is due; zero where one is. */
  Duration untilNext(Instant now) {
    return Until.of(waits.element().until(), now);
  }

  /** Takes out the jobs that are due. */
  List<String> due(Instant now) {
    var due = new ArrayList<String>();
    while (!waits.isEmpty() && !waits.element().until().isAfter(now)) {
      String job = waits.remove().job();
      jobs.remove(job);
      due.add(job);
    }
    return due;
  }
}
