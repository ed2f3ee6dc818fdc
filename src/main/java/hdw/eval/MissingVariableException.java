package hdw.eval;

import hdw.model.Expression.Variable;

/** Says that a variable has no value here; who evaluates decides whether that is an error. */
public final class MissingVariableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Variable variable;

  /** The exception for {@code variable}. */
  public MissingVariableException(Variable variable) {
    super(variable.name(), null, false, false);
    this.variable = variable;
  }

  /** The variable without a value. */
  public Variable variable() {
    return variable;
  }
}
