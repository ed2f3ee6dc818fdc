package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Task;
import hdw.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Finds reactions of the user's own file that would try again where {@code retries} is 0. */
final class RetriesCheck {
  private final Source own;
  private final Constants constants;
  private final Diagnostics diagnostics;

  RetriesCheck(Source own, Constants constants, Diagnostics diagnostics) {
    this.own = own;
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** Checks the reactions of a workflow whose tasks all say 0. */
  void check(List<Task> tasks, List<Rule> rules) {
    boolean never = !tasks.isEmpty() && tasks.stream().allMatch(each -> isNever(each));
    if (!never || rules.stream().anyMatch(RetriesCheck::setsRetries)) {
      return;
    }
    Span zero = tasks.get(0).resources().get(Resource.RETRIES).setting().span();
    for (Rule each : rules) {
      if (each.onFailure() && each.span().source().equals(own) && triesAgain(each)) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0512,
                    each.span(),
                    "rule `" + each.name() + "` never tries again: `retries` is 0 for every task")
                .note("`retries` is set at", zero)
                .hint(
                    "`retries` counts all reactions of a job together: give it as many as may be"));
      }
    }
  }

  private boolean isNever(Task task) {
    Task.Request retries = task.resources().get(Resource.RETRIES);
    Optional<Value> value =
        Optional.ofNullable(retries).flatMap(each -> constants.value(each.setting().value()));
    return value
        .filter(Value.Numeric.class::isInstance)
        .filter(each -> ((Value.Numeric) each).number().compareTo(BigDecimal.ZERO) == 0)
        .isPresent();
  }

  private static boolean setsRetries(Rule rule) {
    return rule.actions().stream()
        .anyMatch(
            each -> each instanceof Rule.Action.Set set && set.resource() == Resource.RETRIES);
  }

  private static boolean triesAgain(Rule rule) {
    return rule.actions().stream()
        .allMatch(
            each ->
                !(each instanceof Rule.Action.Do act)
                    || act.verb() == Rule.Verb.AVOID_NODE
                    || act.verb() == Rule.Verb.HALVE);
  }
}
