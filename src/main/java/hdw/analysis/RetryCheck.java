package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Expression;
import hdw.model.Expression.Apply;
import hdw.model.Expression.Variable;
import hdw.model.Function;
import hdw.model.Reason;
import hdw.model.Rule;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import java.util.List;

/** Finds reactions that try the same again although the cause will be the same. */
final class RetryCheck {
  private static final List<Reason> LASTING =
      List.of(
          Reason.OUT_OF_MEMORY, Reason.OUT_OF_TIME, Reason.COMMAND_FAILED, Reason.MISSING_OUTPUT);

  /** What tells a passing cause from a lasting one. */
  private static final List<String> EVIDENCE = List.of("exit", "signal", "log", "node");

  private final Diagnostics diagnostics;

  RetryCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(Rule rule) {
    boolean bare = rule.actions().stream().allMatch(Rule.Action.Retry.class::isInstance);
    if (bare && rule.when().isPresent() && !rule.when().get().any(RetryCheck::isEvidence)) {
      LASTING.stream()
          .filter(each -> mentions(rule.when().get(), each))
          .findFirst()
          .ifPresent(reason -> report(rule, reason));
    }
  }

  private static boolean isEvidence(Expression expression) {
    return expression instanceof Variable variable
            && variable.scope() == Scope.FAILURE
            && EVIDENCE.contains(variable.name())
        || isOnceOnly(expression);
  }

  /** {@code not repeated} and {@code repeated == false}: what fails in the same way is left. */
  private static boolean isOnceOnly(Expression expression) {
    return expression instanceof Apply apply
        && apply.arguments().stream().anyMatch(RetryCheck::isRepeated)
        && (apply.function() == Function.NOT
            || apply.function() == Function.EQUAL
                && apply.arguments().stream().anyMatch(RetryCheck::isFalse));
  }

  private static boolean isRepeated(Expression expression) {
    return expression instanceof Variable variable
        && variable.scope() == Scope.FAILURE
        && variable.name().equals("repeated");
  }

  private static boolean isFalse(Expression expression) {
    return expression instanceof Expression.Constant constant
        && constant.value().equals(new Value.Truth(false));
  }

  /** Whether a condition lets a reason through, by naming it. */
  private static boolean mentions(Expression condition, Reason reason) {
    if (!(condition instanceof Apply apply)) {
      return false;
    }
    return switch (apply.function()) {
      case AND, OR -> apply.arguments().stream().anyMatch(each -> mentions(each, reason));
      case EQUAL, IN -> apply.any(each -> isReason(each, reason));
      default -> false;
    };
  }

  private static boolean isReason(Expression expression, Reason reason) {
    return expression instanceof Expression.Constant constant
        && constant.type() == Type.REASON
        && constant.value().text().equals(reason.word());
  }

  private void report(Rule rule, Reason reason) {
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0513,
                rule.actions().get(0).span(),
                "trying the same again will end in `" + reason.word() + "` again")
            .hint(
                switch (reason) {
                  case OUT_OF_MEMORY -> "ask for more: `memory = memory * 2, retry`";
                  case OUT_OF_TIME -> "ask for more: `time = time * 2, retry`, or `halve`";
                  default ->
                      "write `fail`, or say which failures pass, as in `and log matches \"...\"`, or `and not repeated`";
                }));
  }
}
