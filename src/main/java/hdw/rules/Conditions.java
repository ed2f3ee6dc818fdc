package hdw.rules;

import hdw.diagnostic.Span;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.eval.World;
import hdw.model.Expression;
import hdw.model.Expression.Apply;
import hdw.model.Function;
import hdw.model.Rule;
import java.util.List;
import java.util.Optional;

/** Says of a condition that does not hold which part of it does not. */
record Conditions(Bindings bindings, World world) {

  /** Why a rule does not decide. */
  String whyNot(Rule rule) {
    return rule.when()
        .flatMap(this::whyNot)
        .orElse("one of its actions asks for what nobody knows");
  }

  private Optional<String> whyNot(Expression condition) {
    if (condition instanceof Apply apply && apply.function() == Function.AND) {
      return apply.arguments().stream().map(this::whyNot).flatMap(Optional::stream).findFirst();
    }
    try {
      boolean holds = new Evaluator(bindings, world).holds(condition);
      return holds
          ? Optional.empty()
          : Optional.of("not `" + text(condition) + "`" + found(condition));
    } catch (MissingVariableException unknown) {
      return Optional.of("`" + unknown.variable().span().text() + "` is not known");
    } catch (EvaluationException noValue) {
      return Optional.of(noValue.diagnostic().message());
    }
  }

  /** What a variable on the left really is, unless it is a whole log. */
  private String found(Expression condition) {
    if (!(condition instanceof Apply apply)
        || !(apply.arguments().get(0) instanceof Expression.Variable variable)
        || variable.name().equals("log")) {
      return "";
    }
    return bindings
        .value(variable)
        .map(each -> ": " + variable.span().text() + " is " + each.text())
        .orElse("");
  }

  /** An expression as it was written; the span of an operation is that of its operator alone. */
  static String text(Expression expression) {
    Span whole = whole(expression);
    return whole.text().strip().replaceAll("\\s+", " ");
  }

  private static Span whole(Expression expression) {
    List<Expression> parts =
        expression instanceof Apply apply
            ? apply.arguments()
            : expression instanceof Expression.ListOf list ? list.elements() : List.of();
    Span whole = expression.span();
    for (Expression each : parts) {
      Span part = whole(each);
      whole =
          new Span(
              whole.source(),
              Math.min(whole.start(), part.start()),
              Math.max(whole.end(), part.end()));
    }
    return whole;
  }
}
