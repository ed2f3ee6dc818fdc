package hdw.insight;

import hdw.rules.Decision;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often failures for one reason were answered in one way, and what came of it.
 *
 * @param rule the rule that decided; empty where none matched
 * @param reason why the attempts failed
 * @param kind what was decided
 * @param example what was decided the first time, as a rule would write it
 * @param times how many failures were answered so
 * @param done how many of the jobs ended well with the next attempt that was not lost
 * @param failed how many failed again
 */
public record Answered(
    String rule,
    String reason,
    Decision.Kind kind,
    String example,
    int times,
    int done,
    int failed) {

  /** What makes failures one row. */
  private record Key(String rule, String reason, Decision.Kind kind) {}

  /** Those of a run, in the order in which its jobs first needed them. */
  public static List<Answered> of(RunState state) {
    Map<Key, Answered> all = new LinkedHashMap<>();
    for (JobStory job : state.jobs()) {
      List<Event.Failed> failures = job.failures();
      for (int i = 0; i < failures.size(); i++) {
        boolean isLast = i == failures.size() - 1;
        boolean wentWell = isLast && job.state() == JobStory.State.DONE && !job.kept();
        add(all, failures.get(i).decision(), failures.get(i), wentWell, !isLast);
      }
    }
    return new ArrayList<>(all.values());
  }

  private static void add(
      Map<Key, Answered> all, Decision decision, Event.Failed failed, boolean done, boolean again) {
    String rule = decision.rule().orElse("");
    String reason = failed.cause().reason().word();
    var one =
        new Answered(
            rule, reason, decision.kind(), decision.text(), 1, done ? 1 : 0, again ? 1 : 0);
    all.merge(new Key(rule, reason, decision.kind()), one, Answered::plus);
  }

  private Answered plus(Answered other) {
    return new Answered(
        rule, reason, kind, example, times + other.times, done + other.done, failed + other.failed);
  }

  /** How many of the jobs have had no other attempt that is over. */
  public int open() {
    return times - done - failed;
  }
}
