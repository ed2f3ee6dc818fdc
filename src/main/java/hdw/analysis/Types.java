package hdw.analysis;

import hdw.model.Function;
import hdw.model.Type;
import java.util.List;
import java.util.Optional;

/** The types of operations, as far as the types of the operands are known. */
final class Types {
  private Types() {}

  /** The type of an operator's result; nothing where the operands do not go together. */
  static Optional<Type> of(Function operator, List<Type> operands) {
    Type left = operands.get(0);
    if (operands.size() == 1) {
      Type wanted = operator == Function.NOT ? Type.TRUTH : Type.NUMBER;
      return left.fits(wanted) ? Optional.of(wanted) : Optional.empty();
    }
    Type right = operands.get(1);
    return switch (operator) {
      case AND, OR -> left.fits(Type.TRUTH) && right.fits(Type.TRUTH) ? truth() : Optional.empty();
      case EQUAL, UNEQUAL -> left.fits(right) ? truth() : Optional.empty();
      case LESS, AT_MOST, GREATER, AT_LEAST ->
          left.fits(right) && isOrdered(left) && isOrdered(right) ? truth() : Optional.empty();
      case IN ->
          right.fits(Type.LIST) || left.fits(Type.TEXT) && right == Type.TEXT
              ? truth()
              : Optional.empty();
      case MATCHES -> left.fits(Type.TEXT) && right.fits(Type.TEXT) ? truth() : Optional.empty();
      case PLUS, MINUS -> sum(operator, left, right);
      default -> product(operator, left, right);
    };
  }

  private static Optional<Type> truth() {
    return Optional.of(Type.TRUTH);
  }

  private static boolean isOrdered(Type type) {
    return switch (type) {
      case NUMBER, MEMORY, TIME, TEXT, ANY -> true;
      default -> false;
    };
  }

  private static Optional<Type> sum(Function operator, Type left, Type right) {
    if (!left.fits(right)) {
      return Optional.empty();
    }
    Type known = left == Type.ANY ? right : left;
    return switch (known) {
      case NUMBER, MEMORY, TIME, ANY -> Optional.of(known);
      case TEXT, LIST -> operator == Function.PLUS ? Optional.of(known) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Type> product(Function operator, Type left, Type right) {
    if (left == Type.ANY || right == Type.ANY) {
      Type known = left == Type.ANY ? right : left;
      return isAmount(known) || known == Type.ANY ? Optional.of(Type.ANY) : Optional.empty();
    }
    if (right == Type.NUMBER && isAmount(left)) {
      return Optional.of(left);
    }
    if (operator == Function.TIMES && left == Type.NUMBER && isAmount(right)) {
      return Optional.of(right);
    }
    return operator == Function.OVER && left == right && isAmount(left)
        ? Optional.of(Type.NUMBER)
        : Optional.empty();
  }

  private static boolean isAmount(Type type) {
    return type == Type.NUMBER || type == Type.MEMORY || type == Type.TIME;
  }

  /** The type that a named function gives. */
  static Type of(Function function, Type first) {
    return switch (function) {
      case MIN, MAX -> first == Type.LIST ? Type.ANY : first;
      case ROUND, CEIL, LENGTH -> Type.NUMBER;
      case GLOB, REPLICAS, LINES, COMMAND, RANGE -> Type.LIST;
      case ENV, NAME, STEM, DIR, JOIN, RAW -> Type.TEXT;
      case EXISTS, HAS -> Type.TRUTH;
      default -> Type.ANY;
    };
  }

  /** The type that a named function wants for an argument. */
  static Type wanted(Function function, int index) {
    return switch (function) {
      case ROUND, CEIL, RANGE -> Type.NUMBER;
      case GLOB, REPLICAS, LINES, COMMAND, JSON, NAME, STEM, DIR, EXISTS -> Type.TEXT;
      case ENV -> index == 0 ? Type.TEXT : Type.ANY;
      case JOIN -> index == 0 ? Type.LIST : Type.TEXT;
      default -> Type.ANY;
    };
  }
}
