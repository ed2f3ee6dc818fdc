package hdw.analysis;

import hdw.ast.Expression;
import hdw.ast.Expression.Operator;
import hdw.diagnostic.Span;
import java.util.Optional;

/**
 * Sees a path that was written without quotes, such as {@code data/a.root}: names, dots and
 * slashes.
 */
final class BarePath {
  private BarePath() {}

  /** The place of the whole path, if the expression could be one. */
  static Optional<Span> of(Expression expression) {
    boolean slash =
        expression instanceof Expression.Binary over && over.operator() == Operator.OVER;
    return slash ? extent(expression).filter(span -> !span.text().contains(" ")) : Optional.empty();
  }

  private static Optional<Span> extent(Expression expression) {
    if (expression instanceof Expression.Reference) {
      return Optional.of(expression.span());
    }
    if (expression instanceof Expression.Member member) {
      return extent(member.owner()).map(owner -> owner.to(member.span()));
    }
    if (expression instanceof Expression.Binary over && over.operator() == Operator.OVER) {
      Optional<Span> right = extent(over.right());
      return extent(over.left()).flatMap(left -> right.map(left::to));
    }
    return Optional.empty();
  }

  /** The name with which it begins. */
  static String first(Expression expression) {
    if (expression instanceof Expression.Member member) {
      return first(member.owner());
    }
    return expression instanceof Expression.Binary over
        ? first(over.left())
        : ((Expression.Reference) expression).name();
  }
}
