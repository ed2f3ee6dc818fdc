package hdw.run;

import hdw.executor.AttemptKey;
import hdw.executor.JobLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The attempts that were submitted ahead and of whose ends nothing is written down. */
final class AheadAttempts {
  private AheadAttempts() {}

  /**
   * Those of which a journal says this.
   *
   * @param taskOf the task of a job
   */
  static Map<AttemptKey, JobStory> open(RunState state, UnaryOperator<String> taskOf) {
    Map<AttemptKey, JobStory> attempts = new LinkedHashMap<>();
    for (JobStory each : state.jobs()) {
      if (each.state().isUnderWay() && state.aheads().of(each.submission()).isPresent()) {
        var log = JobLog.of(taskOf.apply(each.id()), each.id());
        attempts.put(AttemptKey.of(each.submission(), log, each.lastStarted()), each);
      }
    }
    return attempts;
  }
}
