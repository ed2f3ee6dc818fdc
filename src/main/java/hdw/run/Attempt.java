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
 * @param running its process on this machine; none before it is started
 * @param away where it is otherwise
 */
record Attempt(
    JobRef job,
    String id,
    int number,
    Request request,
    Made made,
    Optional<Running> running,
    Optional<Away> away) {

  /** One that is not started yet. */
  static Attempt of(JobRef job, int number, Request request, Made made) {
    return new Attempt(
        job, Course.id(job), number, request, made, Optional.empty(), Optional.empty());
  }

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
    return new Attempt(job, id, number, request, made, Optional.of(started), away);
  }

  /** The same, in the hands of a batch system. */
  Attempt with(Away there) {
    return new Attempt(job, id, number, request, made, running, Optional.of(there));
  }

  /** The same, whose result is made from what is known now. */
  Attempt with(Made known) {
    return new Attempt(job, id, number, request, known, running, away);
  }

  /** The same job in a plan that was cut anew. */
  Attempt of(JobRef anew) {
    return new Attempt(anew, id, number, request, made, running, away);
  }

  /** Asks its process on this machine to end. */
  void end() {
    running.ifPresent(Running::end);
  }

  /** Where its output is in the run's folder, without its ending. */
  String log() {
    int restarts = away.map(Away::restarts).orElse(0);
    String stem = RunFolder.log(task(), id, number);
    return restarts == 0 ? stem : stem + ".r" + restarts;
  }

  /** The name of its task. */
  String task() {
    return job.node().node().task().name();
  }
}
