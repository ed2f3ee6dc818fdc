package hdw.run;

import hdw.executor.Delivery;
import hdw.executor.JobLog;
import hdw.executor.Staging;
import java.io.IOException;

/** Puts in its place what comes back with attempts where jobs share no files with this machine. */
final class Homecoming {
  private final LocalJobs jobs;
  private final boolean travels;

  Homecoming(LocalJobs jobs, Course course) {
    this.jobs = jobs;
    this.travels = Staging.of(course.plan()) == Staging.TRAVEL;
  }

  /**
   * Puts the outputs of an attempt that ended well in their places; may be done again.
   *
   * @throws IOException where one did not arrive whole, or has no place
   */
  void bring(Attempt attempt) throws IOException {
    if (travels(attempt)) {
      delivery()
          .deliver(log(attempt), attempt.number(), attempt.job().node().outputs(job(attempt)));
    }
  }

  /** Removes what came back with an attempt that did not end well, but for its numbers. */
  void clear(Attempt attempt) {
    if (travels(attempt)) {
      try {
        delivery().clear(log(attempt), attempt.number());
      } catch (IOException unimportant) {
        // what stays lies in the run's folder, under a name that no other attempt has
      }
    }
  }

  private boolean travels(Attempt attempt) {
    return travels && attempt.away().isPresent();
  }

  private Delivery delivery() {
    return new Delivery(jobs.folder().path(), jobs.workFolder());
  }

  private static JobLog log(Attempt attempt) {
    return JobLog.of(attempt.task(), attempt.id());
  }

  private static int job(Attempt attempt) {
    return attempt.job().job();
  }
}
