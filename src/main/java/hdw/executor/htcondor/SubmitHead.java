package hdw.executor.htcondor;

import hdw.executor.Batch;
import hdw.plan.Plan;

/** The comment above a submit description: what it is of, and how a person submits it. */
final class SubmitHead {
  private SubmitHead() {}

  /** What it is of. */
  static String of(Plan plan, Batch batch) {
    String jobs = batch.size() == 1 ? "One job" : batch.size() + " jobs";
    return "# "
        + jobs
        + " of the task "
        + batch.task().name()
        + " of the workflow "
        + plan.workflow().name()
        + ". ";
  }

  /** How a person submits it. */
  static String byHand(Batch batch, boolean spooled) {
    String names = SubmitDescription.RUN + "=RUN " + SubmitDescription.TOKEN + "=TOKEN ";
    String folders =
        SubmitDescription.RUN_FOLDER
            + "=\"$PWD\" "
            + SubmitDescription.WORK_FOLDER
            + "=WORKFLOWS_FOLDER ";
    return "In the run's folder, with names of your own:\n#   condor_submit "
        + (spooled ? "-spool " + names + folders : names)
        + SubmitDescription.path(batch.name());
  }
}
