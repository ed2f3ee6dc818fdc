package hdw.plan;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.graph.Node;
import hdw.model.Expression.Variable;
import hdw.model.Output;
import hdw.model.Scope;
import hdw.model.Value;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a plan as a whole. */
final class PlanChecks {
  private final Plan plan;
  private final Diagnostics diagnostics;

  PlanChecks(Plan plan, Diagnostics diagnostics) {
    this.plan = plan;
    this.diagnostics = diagnostics;
  }

  void check() {
    for (NodePlan each : plan.nodes()) {
      checkNames(each.node());
    }
    new OutputChecks(plan, diagnostics).check();
    new CommandValues(plan, diagnostics).check();
    new NeedsCheck(plan, diagnostics).check();
    CommandLineCheck.check(plan, diagnostics);
    SiteCheck.check(plan, diagnostics);
  }

  /** Checks what other chunks can break: where all write, and what nodes made anew are given. */
  void checkAnew(List<NodePlan> anew) {
    new OutputChecks(plan, diagnostics).check();
    var part = new Plan(plan.workflow(), plan.catalog(), plan.graph(), anew);
    new CommandValues(part, diagnostics).check();
    CommandLineCheck.check(part, diagnostics);
  }

  private static boolean hasOddValue(Node node) {
    for (Value each : node.dimensions().values()) {
      if (isOdd(each.text())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOdd(String value) {
    return value.contains("/") || value.equals("..") || value.equals(".");
  }

  /** A value with {@code /} or {@code ..} in an output path could write anywhere. */
  private void checkNames(Node node) {
    if (node.id().equals(node.task().name()) || !hasOddValue(node)) {
      return;
    }
    for (Output output : node.task().outputs()) {
      output
          .path()
          .any(
              each -> {
                if (each instanceof Variable variable) {
                  value(node, variable)
                      .filter(PlanChecks::isOdd)
                      .ifPresent(
                          value ->
                              diagnostics.add(
                                  Diagnostic.of(
                                          Code.HDW0510,
                                          each.span(),
                                          "`"
                                              + value
                                              + "` cannot stand in an output path of node `"
                                              + node.id()
                                              + "`")
                                      .note("it would choose the folder")
                                      .hint("give it a name without `/`")));
                }
                return false;
              });
    }
  }

  private static Optional<String> value(Node node, Variable variable) {
    if (variable.scope() == Scope.DIMENSION) {
      return Optional.ofNullable(node.dimensions().get(variable.name())).map(Value::text);
    }
    boolean isSample = variable.scope() == Scope.SAMPLE && variable.name().isEmpty();
    return isSample ? node.sample().map(sample -> sample.name()) : Optional.empty();
  }
}
