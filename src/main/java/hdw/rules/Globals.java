package hdw.rules;

import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.eval.World;
import hdw.model.Expression.Variable;
import hdw.model.Global;
import hdw.model.Scope;
import hdw.model.Value;
import java.util.List;
import java.util.Optional;

/** The params and lets of a workflow, each evaluated when somebody asks for it. */
record Globals(List<Global> all, World world) implements Bindings {

  @Override
  public Optional<Value> value(Variable variable) {
    if (variable.scope() != Scope.GLOBAL) {
      return Optional.empty();
    }
    for (Global each : all) {
      if (each.name().equals(variable.name())) {
        try {
          return Optional.of(new Evaluator(this, world).evaluate(each.value()));
        } catch (EvaluationException | MissingVariableException unknown) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
