package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Function;
import hdw.model.Global;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that are known without looking anything up: what {@code raw} may paste into a script.
 */
final class Constants {
  private final Map<String, Expression> globals = new HashMap<>();

  Constants(List<Global> globals) {
    globals.forEach(each -> this.globals.put(each.name(), each.value()));
  }

  /** The text of a value that is the same for all jobs of a task; reports one that is not. */
  Optional<String> text(Expression value, Diagnostics diagnostics) {
    boolean looksUp =
        value.any(each -> each instanceof Expression.Apply apply && apply.function().looksUp());
    try {
      if (!looksUp) {
        return Optional.of(new Evaluator(this::global, null).evaluate(value, Type.ANY).text());
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

  private Optional<Value> global(Variable variable) {
    Expression value = variable.scope() == Scope.GLOBAL ? globals.get(variable.name()) : null;
    if (value == null
        || value.any(each -> each instanceof Expression.Apply apply && looksUp(apply.function()))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Evaluator(this::global, null).evaluate(value));
    } catch (EvaluationException noValue) {
      return Optional.empty();
    }
  }

  private static boolean looksUp(Function function) {
    return function.looksUp();
  }
}
