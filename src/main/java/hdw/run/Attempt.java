package hdw.run;

import hdw.executor.local.Running;
import hdw.plan.JobInput.JobRef;
import hdw.rules.Request;
import hdw.run.JobRecord.Parts;
import java.util.Optional;

/**
 * An attempt at a job.
 *
 * @param number from 1, all attempts of the run counted
 * @param request what this attempt asks for, all that reactions raised included
 * @param made what the result will have been made from
 * @param running its process; none before it is started
 */
record Attempt(
    JobRef job, String id, int number, Request request, Made made, Optional<Running> running) {

  /** What a result is made from: its parts, and the results that it takes in. */
  record Made(Parts parts, String upstream) {
    /** What nothing is made from, as there will be no result. */
    static final Made NOTHING = new Made(new Parts("", "", "", ""), "");

    /** Both as one hash. */
    String text() {
      return new Hash()
          .add(parts.command())
          .add(parts.values())
          .add(parts.needs())
          .add(parts.inputs())
          .add(upstream)
          .text();
    }
  }

  /** The same, started. */
  Attempt with(Running started) {
    return new Attempt(job, id, number, request, made, Optional.of(started));
  }

  /** The same job in a plan that was cut anew. */
  Attempt of(JobRef anew) {
    return new Attempt(anew, id, number, request, made, running);
  }

  /** The name of its task. */
  String task() {
    return job.node().node().task().name();
  }
}
