package hdw.graph;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Suggestion;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.model.Expression;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import java.util.Map;
import java.util.Optional;

/** Evaluates what a task says for one of its nodes. */
public final class NodeValues {
  private final Catalog catalog;
  private final Diagnostics diagnostics;

  /** Values of a catalog; what has no value is reported. */
  public NodeValues(Catalog catalog, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.diagnostics = diagnostics;
  }

  /** The value for a node. */
  public Optional<Value> evaluate(Expression expression, Node node, Type wanted) {
    return evaluate(expression, bindings(node), wanted);
  }

  /** The value with these bindings; nothing, with a report, where there is none. */
  public Optional<Value> evaluate(Expression expression, Bindings bindings, Type wanted) {
    try {
      return Optional.of(new Evaluator(bindings, catalog.world()).evaluate(expression, wanted));
    } catch (EvaluationException noValue) {
      diagnostics.add(noValue.diagnostic());
    } catch (MissingVariableException missing) {
      diagnostics.add(missing(missing.variable(), bindings));
    }
    return Optional.empty();
  }

  /** What a node's dimensions, its sample and the globals are. */
  public Bindings bindings(Node node) {
    return bindings(node.dimensions(), node.sample())
        .or(
            variable ->
                variable.scope() == Scope.JOB && variable.name().equals("task")
                    ? Optional.of(task(node, variable))
                    : Optional.empty());
  }

  private static Value task(Node node, Variable variable) {
    return variable.type() == Type.TASK
        ? new Value.Named(Type.TASK, node.task().name())
        : new Value.Text(node.task().name());
  }

  Bindings bindings(Map<String, Value> dimensions, Optional<Sample> sample) {
    Bindings own =
        variable ->
            switch (variable.scope()) {
              case DIMENSION -> Optional.ofNullable(dimensions.get(variable.name()));
              case SAMPLE -> sample.flatMap(each -> ofSample(each, variable.name()));
              default -> Optional.empty();
            };
    return own.or(catalog.bindings());
  }

  private static Optional<Value> ofSample(Sample sample, String name) {
    return switch (name) {
      case "" -> Optional.of(new Value.Text(sample.name()));
      case "files" -> Optional.of(Value.Numeric.of(sample.files().size()));
      case "bytes" -> Optional.of(new Value.Size(sample.bytes()));
      case "events" ->
          sample.events().isPresent()
              ? Optional.of(Value.Numeric.of(sample.events().getAsLong()))
              : Optional.empty();
      default -> Optional.ofNullable(sample.metadata().get(name));
    };
  }

  private Diagnostic missing(Variable variable, Bindings bindings) {
    if (variable.scope() == Scope.JOB && Task.EVENT_RANGE.contains(variable.name())) {
      return Diagnostic.of(
              Code.HDW0508,
              variable.span(),
              "the task does not split by events, so that `"
                  + variable.span().text()
                  + "` has no value")
          .hint("write `split = 100_000 events` to give each job a range");
    }
    if (variable.scope() != Scope.SAMPLE) {
      return Diagnostic.of(
          Code.HDW0203, variable.span(), "`" + variable.span().text() + "` has no value here");
    }
    String sample =
        bindings
            .value(new Variable(variable.span(), Scope.SAMPLE, "", Type.TEXT))
            .map(Value::text)
            .orElse("");
    return Diagnostic.of(
            Code.HDW0212,
            variable.span(),
            "sample `" + sample + "` has no `" + variable.name() + "`")
        .hint(
            Suggestion.didYouMean(variable.name(), catalog.metadata())
                .or(
                    () ->
                        Optional.of(
                            "`has(sample." + variable.name() + ")` asks whether it is there")));
  }
}
