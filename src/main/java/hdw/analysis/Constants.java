package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Global;
import hdw.model.Scope;
import hdw.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that are known without looking anything up: what {@code raw} may paste into a script.
 */
final class Constants {
  private final Map<String, Value> globals = new HashMap<>();
  private final Evaluator evaluator = new Evaluator(this::global, null);

  /** Constants of a workflow whose params and lets stand behind those that they mention. */
  Constants(List<Global> globals) {
    for (Global each : globals) {
      value(each.value()).ifPresent(value -> this.globals.put(each.name(), value));
    }
  }

  private Optional<Value> global(Variable variable) {
    return variable.scope() == Scope.GLOBAL
        ? Optional.ofNullable(globals.get(variable.name()))
        : Optional.empty();
  }

  /** A value that is known without looking anything up and without knowing the job. */
  Optional<Value> value(Expression expression) {
    try {
      // `has(sample.xsec)` would be false here, where nobody knows
      boolean known = !looksUp(expression) && !expression.any(Constants::isOfJob);
      return known ? Optional.of(evaluator.evaluate(expression)) : Optional.empty();
    } catch (EvaluationException | MissingVariableException unknown) {
      return Optional.empty();
    }
  }

  /** The text of a value that is the same for all jobs of a task; reports one that is not. */
  Optional<String> text(Expression value, Diagnostics diagnostics) {
    try {
      if (!looksUp(value)) {
        return Optional.of(evaluator.evaluate(value).text());
      }
    } catch (EvaluationException noValue) {
      diagnostics.add(noValue.diagnostic());
      return Optional.empty();
    } catch (MissingVariableException changes) {
      // said below
    }
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0312,
                value.span(),
                "this changes from job to job, and one script serves them all")
            .hint("`raw` pastes params and lets; name other values without it"));
    return Optional.empty();
  }

  private static boolean isOfJob(Expression expression) {
    return expression instanceof Variable variable && variable.scope() != Scope.GLOBAL;
  }

  private static boolean looksUp(Expression expression) {
    return expression.any(
        each -> each instanceof Expression.Apply apply && apply.function().looksUp());
  }
}
