package hdw.ast;

import hdw.diagnostic.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The right-hand side of a property, a condition, or what stands between the braces of a template.
 */
public sealed interface Expression {

  /** Where it stands; of an operation, the place of the operator. */
  Span span();

  /** A number without a unit. */
  record NumberLiteral(Span span, BigDecimal value) implements Expression {}

  /** {@code 4 GB}, {@code 1 h 30 min}, {@code 10 files}: at least one amount, as written. */
  record Quantity(Span span, List<Amount> amounts) implements Expression {
    /** Copies the list. */
    public Quantity {
      amounts = List.copyOf(amounts);
    }
  }

  /** {@code true} or {@code false}. */
  record Truth(Span span, boolean value) implements Expression {}

  /** A text, cut into what stands there and what is filled in. */
  record Text(Span span, List<Piece> pieces) implements Expression {
    /** Copies the list. */
    public Text {
      pieces = List.copyOf(pieces);
    }
  }

  /** {@code [a, b]}. */
  record ListLiteral(Span span, List<Expression> elements) implements Expression {
    /** Copies the list. */
    public ListLiteral {
      elements = List.copyOf(elements);
    }
  }

  /** A bare name. */
  record Reference(Span span, String name) implements Expression {}

  /** {@code owner.name}; the span is that of the name behind the dot. */
  record Member(Span span, Expression owner, String name) implements Expression {}

  /** {@code f(x, y)}; the span is that of the function's name. */
  record Call(Span span, String function, List<Expression> arguments) implements Expression {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code not x}, {@code -x}. */
  record Unary(Span span, Operator operator, Expression operand) implements Expression {}

  /** {@code x + y}. */
  record Binary(Span span, Operator operator, Expression left, Expression right)
      implements Expression {}

  /** {@code each ntuple.hist}: an input taken job by job. */
  record Each(Span span, Name task, Optional<Name> output) implements Expression {}

  /** {@code ntuple.hist by 20}: an input gathered in a tree. */
  record By(Span span, Name task, Optional<Name> output, NumberLiteral width)
      implements Expression {}

  /** One number with its unit. */
  record Amount(Span span, BigDecimal number, Name unit) {}

  /** A part of a text. */
  sealed interface Piece {
    /** What stands there as it is. */
    record Literal(String text) implements Piece {}

    /** {@code {{value}}}; the span covers the braces. */
    record Hole(Span span, Expression value) implements Piece {}
  }

  /** The operators, with the word for each. */
  enum Operator {
    OR("or"),
    AND("and"),
    NOT("not"),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    OVER("/"),
    IN("in"),
    MATCHES("matches");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    /** As it is written. */
    public String word() {
      return word;
    }
  }
}
