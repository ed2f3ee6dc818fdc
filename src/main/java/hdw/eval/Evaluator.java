package hdw.eval;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.model.Expression;
import hdw.model.Expression.Apply;
import hdw.model.Expression.Constant;
import hdw.model.Expression.ListOf;
import hdw.model.Expression.Part;
import hdw.model.Expression.Template;
import hdw.model.Expression.Variable;
import hdw.model.Type;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions with given values of variables. */
public final class Evaluator {
  private static final int LONGEST_TEXT = 4 << 20;

  private final Bindings bindings;
  private final World world;

  /**
   * An evaluator that asks {@code bindings} for variables and {@code world} for everything outside.
   */
  public Evaluator(Bindings bindings, World world) {
    this.bindings = bindings;
    this.world = world;
  }

  /**
   * The value of an expression.
   *
   * @throws EvaluationException with a diagnostic at the smallest place, where it has none
   * @throws MissingVariableException where a variable has no value here
   */
  public Value evaluate(Expression expression) throws EvaluationException {
    if (expression instanceof Constant constant) {
      return constant.value();
    }
    if (expression instanceof Variable variable) {
      return bindings.value(variable).orElseThrow(() -> new MissingVariableException(variable));
    }
    if (expression instanceof Template template) {
      return new Value.Text(text(template));
    }
    if (expression instanceof ListOf list) {
      var elements = new ArrayList<Value>();
      for (Expression each : list.elements()) {
        elements.add(evaluate(each));
      }
      return new Value.Listed(elements);
    }
    return apply((Apply) expression);
  }

  /** The value of a condition. */
  public boolean holds(Expression condition) throws EvaluationException {
    Value value = evaluate(condition);
    if (value instanceof Value.Truth truth) {
      return truth.holds();
    }
    throw new EvaluationException(
        Code.HDW0302,
        condition.span(),
        "a condition wants a truth value but this is " + value.type().phrase());
  }

  /** The value of an expression, which must be of type {@code wanted}. */
  public Value evaluate(Expression expression, Type wanted) throws EvaluationException {
    Value value = evaluate(expression);
    if (!value.type().fits(wanted)) {
      throw new EvaluationException(
          Code.HDW0302,
          expression.span(),
          "expected " + wanted.phrase() + " but this is " + value.type().phrase());
    }
    return value;
  }

  private String text(Template template) throws EvaluationException {
    var text = new StringBuilder();
    for (Part part : template.parts()) {
      if (part instanceof Part.Literal literal) {
        text.append(literal.text());
      } else {
        var hole = (Part.Hole) part;
        Value value = evaluate(hole.value());
        if (value instanceof Value.Listed) {
          throw new EvaluationException(
              Diagnostic.of(Code.HDW0302, hole.span(), "a list cannot be filled into a text")
                  .hint(
                      "say how its elements are joined: `{{join("
                          + hole.value().span().text()
                          + (template.span().text().startsWith("\"\"\"")
                              ? ", \",\")}}`"
                              : ", \\\",\\\")}}`")));
        }
        text.append(value.text());
        if (text.length() > LONGEST_TEXT) {
          throw new EvaluationException(
              Code.HDW0305, hole.span(), "this text becomes longer than 4 MiB");
        }
      }
    }
    return text.toString();
  }

  private Value apply(Apply apply) throws EvaluationException {
    List<Expression> arguments = apply.arguments();
    return switch (apply.function()) {
      case AND -> new Value.Truth(holds(arguments.get(0)) && holds(arguments.get(1)));
      case OR -> new Value.Truth(holds(arguments.get(0)) || holds(arguments.get(1)));
      case NOT -> new Value.Truth(!holds(arguments.get(0)));
      case HAS -> new Value.Truth(has(arguments.get(0)));
      default -> {
        var values = new ArrayList<Value>();
        for (Expression each : arguments) {
          values.add(evaluate(each));
        }
        yield apply.function().isOperator()
            ? Operations.apply(apply, values)
            : apply.function().looksUp() ? lookUp(apply, values) : Functions.apply(apply, values);
      }
    };
  }

  private boolean has(Expression argument) {
    return !(argument instanceof Variable variable) || bindings.value(variable).isPresent();
  }

  private Value lookUp(Apply apply, List<Value> values) throws EvaluationException {
    return new LookUps(world).apply(apply, values);
  }
}
