package hdw.executor.htcondor;

import hdw.model.Reason;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Decision;
import hdw.rules.Ladder;
import hdw.rules.Reactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much memory a job asks for that runs out of it again and again: what the workflow's rules
 * would raise it to, for a pool that has to do that by itself.
 */
final class MemoryLadder {
  /** How often a job was held as its memory ran out: by the kernel, or by a policy of the site. */
  private static final String TIMES =
      "(NumHoldsByReason.JobOutOfResources ?: 0) + (NumHoldsByReason.StartdHeldJob ?: 0)";

  /** Whether a held job is held for that. */
  private static final String IS_IT =
      "(HoldReasonCode == 34 || HoldReasonCode == 21 && HoldReasonSubCode == 102)";

  private final Reactions reactions;
  private final Map<Step, String> known = new HashMap<>();

  private record Step(NodePlan node, int request) {}

  MemoryLadder(Plan plan) {
    this.reactions = new Reactions(plan.workflow(), plan.catalog());
  }

  /** In MiB, with commas between: what each start after another asks for. */
  String of(NodePlan node, int job) {
    return known.computeIfAbsent(
        new Step(node, node.requestIndex(job)), unseen -> ladder(node, job));
  }

  private String ladder(NodePlan node, int job) {
    var first = new Ladder.Job(node.node(), node.request(job), node.bindings(job));
    Ladder ladder = Ladder.of(reactions, first, Reason.OUT_OF_MEMORY, true);
    var steps = new ArrayList<>(List.of(node.request(job).memory().mebibytes()));
    for (int i = 0; i < ladder.again().size(); i++) {
      if (ladder.again().get(i).kind() != Decision.Kind.RETRY) {
        break;
      }
      steps.add(ladder.requests().get(i + 1).memory().mebibytes());
    }
    return steps.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** What a description asks for, whose attribute {@code HdwMemory} is the ladder. */
  static String request() {
    return "HdwMemory[min({size(HdwMemory) - 1, " + TIMES + "})]";
  }

  /** Whether a held job may start once more, as it asks for more then. */
  static String release() {
    return IS_IT + " && " + TIMES + " < size(HdwMemory)";
  }
}
