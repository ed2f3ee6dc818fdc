package hdw.rules;

import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.eval.World;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Symptom;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.List;
import java.util.Optional;

/** Looks for the symptoms of a workflow in what is known of an attempt. */
final class Symptoms {
  private final List<Symptom> all;
  private final Globals globals;
  private final World world;

  Symptoms(Workflow workflow, World world) {
    this.all = workflow.symptoms();
    this.globals = new Globals(workflow.globals(), world);
    this.world = world;
  }

  /**
   * A symptom that is there.
   *
   * @param line the line that shows it, where one alone does
   */
  record Seen(Symptom symptom, Optional<LogTail.Line> line) {}

  /** The first symptom that is there, those of the user's own file first. */
  Optional<Seen> in(Evidence evidence, LogTail log, String task) {
    for (Symptom each : all) {
      if (holds(each, FailureBindings.ofSymptom(evidence, log.text()), task)) {
        return Optional.of(new Seen(each, line(each, evidence, log, task)));
      }
    }
    return Optional.empty();
  }

  /** The last line that would be the symptom if it were the whole log; nothing hangs on others. */
  private Optional<LogTail.Line> line(
      Symptom symptom, Evidence evidence, LogTail log, String task) {
    boolean looksAtLog =
        symptom
            .when()
            .any(each -> each instanceof Variable variable && variable.name().equals("log"));
    return looksAtLog
        ? log.last(text -> holds(symptom, FailureBindings.ofSymptom(evidence, text), task))
        : Optional.empty();
  }

  /** A symptom that mentions what nobody knows is not there. */
  private boolean holds(Symptom symptom, Bindings failure, String task) {
    Bindings bindings = failure.or(variable -> ofTask(variable, task)).or(globals);
    try {
      return new Evaluator(bindings, world).holds(symptom.when());
    } catch (EvaluationException | MissingVariableException unknown) {
      return false;
    }
  }

  private static Optional<Value> ofTask(Variable variable, String task) {
    return variable.scope() == Scope.JOB && variable.name().equals("task")
        ? Optional.of(new Value.Named(Type.TASK, task))
        : Optional.empty();
  }
}
