package hdw.executor.htcondor;

import hdw.plan.Plan;

/**
 * What a submit description says otherwise where DAGMan submits its jobs one by one.
 *
 * @param run what jobs see as the name of their run
 * @param workFolder in which commands run, seen from the folder of the DAG
 */
public record DagSettings(String run, String workFolder) {
  /** How long a job may be held before its node fails; one that a person holds stays. */
  private static final int MOST_HELD_SECONDS = 300;

  /** The settings of a plan. */
  public static DagSettings of(Plan plan, String workFolder) {
    return new DagSettings(plan.workflow().name(), workFolder);
  }

  /** The lines above all others, which fill the macros that DAGMan does not. */
  String head() {
    return String.join(
        "\n",
        SubmitDescription.RUN + " = " + run,
        SubmitDescription.TOKEN + " = dagman",
        "hdw_attempt = $(retry) + 1",
        "attempt = $INT(hdw_attempt)",
        "");
  }

  /** When a held job is given up. */
  static String removal() {
    return "JobStatus == 5 && HoldReasonCode != 1 && time() - EnteredCurrentStatus > "
        + MOST_HELD_SECONDS;
  }
}
