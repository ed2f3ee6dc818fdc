package hdw.model;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.function.Predicate;

/**
 * A resolved expression: every name is known for what it is, and types agree as far as the file
 * alone tells.
 */
public sealed interface Expression {

  /** Where it was written; of an operation, the place of the operator. */
  Span span();

  /** The type as far as it is known. */
  Type type();

  /** Whether it or anything in it satisfies the test. */
  boolean any(Predicate<Expression> test);

  /** A value as written. */
  record Constant(Span span, Value value) implements Expression {
    @Override
    public Type type() {
      return value.type();
    }

    @Override
    public boolean any(Predicate<Expression> test) {
      return test.test(this);
    }
  }

  /** A value known later; {@code member} is what stands behind the dot, or empty. */
  record Variable(Span span, Scope scope, String name, Type type) implements Expression {
    @Override
    public boolean any(Predicate<Expression> test) {
      return test.test(this);
    }
  }

  /** A function or operator with its arguments in order. */
  record Apply(Span span, Function function, List<Expression> arguments, Type type)
      implements Expression {
    /** Copies the list. */
    public Apply {
      arguments = List.copyOf(arguments);
    }

    @Override
    public boolean any(Predicate<Expression> test) {
      return test.test(this) || arguments.stream().anyMatch(each -> each.any(test));
    }
  }

  /** A list of expressions. */
  record ListOf(Span span, List<Expression> elements) implements Expression {
    /** Copies the list. */
    public ListOf {
      elements = List.copyOf(elements);
    }

    @Override
    public Type type() {
      return Type.LIST;
    }

    @Override
    public boolean any(Predicate<Expression> test) {
      return test.test(this) || elements.stream().anyMatch(each -> each.any(test));
    }
  }

  /** A text with values filled in. */
  record Template(Span span, List<Part> parts) implements Expression {
    /** Copies the list. */
    public Template {
      parts = List.copyOf(parts);
    }

    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public boolean any(Predicate<Expression> test) {
      return test.test(this)
          || parts.stream()
              .anyMatch(each -> each instanceof Part.Hole hole && hole.value().any(test));
    }
  }

  /** A part of a template. */
  sealed interface Part {
    /** What stands there as it is. */
    record Literal(String text) implements Part {}

    /** {@code {{value}}}; the span covers the braces. */
    record Hole(Span span, Expression value) implements Part {}
  }

  /** Whether a variable of {@code scope} stands in it. */
  default boolean uses(Scope scope) {
    return any(each -> each instanceof Variable variable && variable.scope() == scope);
  }
}
