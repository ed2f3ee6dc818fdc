package hdw.executor;

import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.Plan;
import hdw.shell.JobScript;
import java.util.Optional;

/** Whether jobs of a site write their outputs elsewhere than beside where they belong. */
public enum Staging {
  /** Each output is written beside its target. */
  NO,
  /** Outputs are written in the scratch folder and copied by the job: {@code outputs = copy}. */
  COPY,
  /** Nothing is shared: inputs travel to the job, and outputs back. */
  TRAVEL;

  /** What the site of a plan says. */
  public static Staging of(Plan plan) {
    if (!NodeSettings.isShared(plan)) {
      return TRAVEL;
    }
    return NodeSettings.ofSite(plan, "outputs", Type.TEXT)
            .map(Value::text)
            .equals(Optional.of(JobScript.COPY))
        ? COPY
        : NO;
  }
}
