package hdw.eval;

import hdw.model.Expression.Variable;
import hdw.model.Value;
import java.util.Optional;

/** The values of variables; nothing for one that has no value here. */
@FunctionalInterface
public interface Bindings {

  /** No variable has a value. */
  Bindings NONE = variable -> Optional.empty();

  /** The value of {@code variable}. */
  Optional<Value> value(Variable variable);

  /** These bindings, and behind them others. */
  default Bindings or(Bindings others) {
    return variable -> {
      Optional<Value> own = value(variable);
      return own.isPresent() ? own : others.value(variable);
    };
  }
}
