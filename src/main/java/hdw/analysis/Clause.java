package hdw.analysis;

import hdw.model.Expression;
import hdw.model.Expression.Apply;
import hdw.model.Expression.Constant;
import hdw.model.Expression.ListOf;
import hdw.model.Expression.Variable;
import hdw.model.Function;
import hdw.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of the parts of a condition that {@code and} joins, as far as it can be compared with others.
 *
 * @param subject what is tested, spelt out; for a part of another shape the whole part
 * @param oneOf the values that it may have
 * @param bound a number, size or time that it is compared with by {@code operator}
 */
record Clause(
    String subject,
    Optional<Set<String>> oneOf,
    Optional<Value> bound,
    Optional<Function> operator) {

  /** The parts of a condition; none for no condition. */
  static List<Clause> of(Optional<Expression> condition) {
    var tests = new ArrayList<Clause>();
    condition.ifPresent(each -> split(each, tests));
    return tests;
  }

  private static void split(Expression condition, List<Clause> tests) {
    if (condition instanceof Apply apply && apply.function() == Function.AND) {
      apply.arguments().forEach(each -> split(each, tests));
    } else {
      tests.add(single(condition));
    }
  }

  private static Clause single(Expression condition) {
    if (condition instanceof Apply apply && apply.arguments().size() == 2) {
      Expression left = apply.arguments().get(0);
      Expression right = apply.arguments().get(1);
      boolean turned = left instanceof Constant && right instanceof Variable;
      Optional<Clause> test =
          turned
              ? comparison(right, turned(apply.function()), left)
              : comparison(left, apply.function(), right);
      if (test.isPresent()) {
        return test.get();
      }
    }
    return new Clause(spelt(condition), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Optional<Clause> comparison(Expression left, Function function, Expression right) {
    if (!(left instanceof Variable)) {
      return Optional.empty();
    }
    if (function == Function.EQUAL && right instanceof Constant) {
      return Optional.of(oneOf(left, List.of(right)));
    }
    if (function == Function.IN && right instanceof ListOf list) {
      boolean known = list.elements().stream().allMatch(Constant.class::isInstance);
      return known ? Optional.of(oneOf(left, list.elements())) : Optional.empty();
    }
    boolean ordered =
        switch (function) {
          case LESS, AT_MOST, GREATER, AT_LEAST -> true;
          default -> false;
        };
    return ordered && right instanceof Constant constant
        ? Optional.of(
            new Clause(
                spelt(left),
                Optional.empty(),
                Optional.of(constant.value()),
                Optional.of(function)))
        : Optional.empty();
  }

  private static Clause oneOf(Expression subject, List<Expression> constants) {
    var values = new LinkedHashSet<String>();
    constants.forEach(each -> values.add(spelt(each)));
    return new Clause(spelt(subject), Optional.of(values), Optional.empty(), Optional.empty());
  }

  private static Function turned(Function function) {
    return switch (function) {
      case LESS -> Function.GREATER;
      case AT_MOST -> Function.AT_LEAST;
      case GREATER -> Function.LESS;
      case AT_LEAST -> Function.AT_MOST;
      case EQUAL -> Function.EQUAL;
      default -> Function.OR;
    };
  }

  /** An expression without its places: equal texts mean the same. */
  private static String spelt(Expression expression) {
    if (expression instanceof Constant constant) {
      return constant.type() + ":" + constant.value().text();
    }
    if (expression instanceof Variable variable) {
      return variable.scope() + "." + variable.name();
    }
    if (expression instanceof Apply apply) {
      return apply.function() + apply.arguments().stream().map(Clause::spelt).toList().toString();
    }
    if (expression instanceof ListOf list) {
      return list.elements().stream().map(Clause::spelt).toList().toString();
    }
    var template = (Expression.Template) expression;
    return template.parts().stream()
        .map(
            part ->
                part instanceof Expression.Part.Hole hole
                    ? "{" + spelt(hole.value()) + "}"
                    : ((Expression.Part.Literal) part).text())
        .toList()
        .toString();
  }

  /** Whether the other holds wherever this one does, as far as that can be seen. */
  boolean implies(Clause other) {
    if (equals(other)) {
      return true;
    }
    if (!subject.equals(other.subject)) {
      return false;
    }
    if (oneOf.isPresent() && other.oneOf.isPresent()) {
      return other.oneOf.get().containsAll(oneOf.get());
    }
    if (operator.isEmpty() || other.operator.isEmpty() || isUpper() != other.isUpper()) {
      return false;
    }
    var order = Value.order(bound.orElseThrow(), other.bound.orElseThrow());
    return order.isPresent() && (isUpper() ? order.getAsInt() < 0 : order.getAsInt() > 0);
  }

  /** Whether no value passes both tests, as far as that can be seen. */
  boolean contradicts(Clause other) {
    if (!subject.equals(other.subject)) {
      return false;
    }
    if (oneOf.isPresent() && other.oneOf.isPresent()) {
      return oneOf.get().stream().noneMatch(other.oneOf.get()::contains);
    }
    if (operator.isEmpty() || other.operator.isEmpty() || isUpper() == other.isUpper()) {
      return false;
    }
    var order = Value.order(bound.orElseThrow(), other.bound.orElseThrow());
    boolean touch = operator.get() != other.operator.get() && isClosed() && other.isClosed();
    return order.isPresent()
        && (order.getAsInt() == 0 ? !touch : isUpper() == order.getAsInt() < 0);
  }

  private boolean isUpper() {
    return operator.filter(each -> each == Function.LESS || each == Function.AT_MOST).isPresent();
  }

  private boolean isClosed() {
    return operator
        .filter(each -> each == Function.AT_MOST || each == Function.AT_LEAST)
        .isPresent();
  }
}
