package hdw.cli;

import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Cause;
import hdw.rules.Decision;
import hdw.rules.Given;
import hdw.rules.Raised;
import hdw.rules.Reactions;
import hdw.rules.Request;
import java.util.ArrayList;

/** What the rules would do about a failure that somebody made up. */
final class Trying {
  private final Plan plan;
  private final Given given;
  private final Reactions reactions;

  Trying(Plan plan, Given given) {
    this.plan = plan;
    this.given = given;
    this.reactions = new Reactions(plan.workflow(), plan.catalog());
  }

  /** The cause, the rules in the order in which they are tried, and the decision. */
  String text() {
    NodePlan node = node();
    Request request = request(node);
    Cause cause = given.cause(plan.workflow(), plan.catalog().world());
    Reactions.Failure failure = given.failure(cause);
    var text = new StringBuilder();
    text.append(node.node().task().name()).append(" fails with ").append(cause.reason().word());
    text.append(", ").append(cause.sure().word()).append(": ");
    text.append(String.join(", ", cause.because())).append('\n');
    var bindings = given.or(node.bindings(0));
    for (Reactions.Trial each : reactions.trials(failure, request, node.node(), bindings)) {
      text.append("  ").append(line(each)).append('\n');
    }
    Decision decision = reactions.decide(failure, request, node.node(), bindings);
    text.append(decision.text());
    text.append(decision.note().isEmpty() ? "" : " (" + decision.note() + ")").append('\n');
    return text.toString();
  }

  private static String line(Reactions.Trial trial) {
    Rule rule = trial.rule();
    return (trial.fires() ? "-> " : "   ")
        + rule.name()
        + " at "
        + rule.span().where()
        + trial.why().map(each -> ": " + each).orElse(" decides");
  }

  /** The node that is meant: of the task, the sample and the dimensions that are said. */
  private NodePlan node() {
    return plan.nodes().stream()
        .filter(each -> is("task", each.node().task().name()))
        .filter(
            each ->
                each.node().dimensions().entrySet().stream()
                    .allMatch(one -> is(one.getKey(), one.getValue().text())))
        .findFirst()
        .orElseThrow(() -> new UsageException("--try: the workflow has no such node"));
  }

  private boolean is(String name, String value) {
    Value said = given.values().get(name);
    return said == null || said.text().equals(value);
  }

  private Request request(NodePlan node) {
    var raised = new ArrayList<Raised>();
    for (Resource each : Resource.values()) {
      Value value = given.values().get(each.word());
      if (value != null) {
        raised.add(new Raised(each, value, "--try"));
      }
    }
    try {
      return reactions.raise(node.request(0), node.node(), raised);
    } catch (IllegalArgumentException tooMuch) {
      throw new UsageException("--try: " + tooMuch.getMessage());
    }
  }
}
