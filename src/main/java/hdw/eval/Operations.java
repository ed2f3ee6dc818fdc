package hdw.eval;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.model.Expression.Apply;
import hdw.model.Function;
import hdw.model.Value;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The operators on values. */
final class Operations {
  private static final int LARGEST = 4 << 20;

  private Operations() {}

  static Value apply(Apply apply, List<Value> operands) throws EvaluationException {
    try {
      if (operands.size() == 1) {
        return new Value.Numeric(
            ((Value.Numeric) numeric(apply, operands.get(0))).number().negate());
      }
      Value left = operands.get(0);
      Value right = operands.get(1);
      return switch (apply.function()) {
        case EQUAL -> new Value.Truth(same(apply, left, right));
        case UNEQUAL -> new Value.Truth(!same(apply, left, right));
        case LESS -> new Value.Truth(compare(apply, left, right) < 0);
        case AT_MOST -> new Value.Truth(compare(apply, left, right) <= 0);
        case GREATER -> new Value.Truth(compare(apply, left, right) > 0);
        case AT_LEAST -> new Value.Truth(compare(apply, left, right) >= 0);
        case IN -> new Value.Truth(in(apply, left, right));
        case MATCHES -> new Value.Truth(matches(apply, left, right));
        case PLUS, MINUS -> sum(apply, left, right);
        default -> product(apply, left, right);
      };
    } catch (ArithmeticException | IllegalArgumentException noResult) {
      throw new EvaluationException(
          Code.HDW0311,
          apply.span(),
          "`"
              + apply.function().word()
              + "` has no result here: it would be "
              + (isDivisionByZero(apply, operands)
                  ? "a division by zero"
                  : "too large or negative"));
    }
  }

  private static boolean isDivisionByZero(Apply apply, List<Value> operands) {
    return apply.function() == Function.OVER
        && switch (operands.get(1).type()) {
          case NUMBER -> ((Value.Numeric) operands.get(1)).number().signum() == 0;
          case MEMORY -> ((Value.Size) operands.get(1)).amount().bytes() == 0;
          case TIME -> ((Value.Time) operands.get(1)).time().seconds() == 0;
          default -> false;
        };
  }

  private static boolean same(Apply apply, Value left, Value right) throws EvaluationException {
    if (left.type() != right.type()) {
      throw mismatch(apply, left, right);
    }
    return left instanceof Value.Numeric a && right instanceof Value.Numeric b
        ? a.number().compareTo(b.number()) == 0
        : left.equals(right);
  }

  /** Compares two numbers, sizes, times or texts. */
  static int compare(Apply apply, Value left, Value right) throws EvaluationException {
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return a.text().compareTo(b.text());
    }
    return Value.order(left, right).orElseThrow(() -> mismatch(apply, left, right));
  }

  private static boolean in(Apply apply, Value left, Value right) throws EvaluationException {
    if (right instanceof Value.Listed list) {
      for (Value each : list.elements()) {
        if (same(apply, left, each)) {
          return true;
        }
      }
      return false;
    }
    if (left instanceof Value.Text part && right instanceof Value.Text whole) {
      return whole.text().contains(part.text());
    }
    throw mismatch(apply, left, right);
  }

  private static boolean matches(Apply apply, Value left, Value right) throws EvaluationException {
    if (left instanceof Value.Text text && right instanceof Value.Text pattern) {
      try {
        return Pattern.compile(pattern.text()).matcher(new Patience(text.text())).find();
      } catch (PatternSyntaxException broken) {
        throw new EvaluationException(
            Code.HDW0308,
            apply.arguments().get(1).span(),
            "this is no regular expression: " + broken.getDescription());
      } catch (Patience.LostException tooLong) {
        throw new EvaluationException(
            Diagnostic.of(
                    Code.HDW0308,
                    apply.arguments().get(1).span(),
                    "this regular expression takes too long")
                .hint("avoid a repeated group that repeats itself, such as `(a+)+`"));
      } catch (StackOverflowError tooDeep) {
        throw new EvaluationException(
            Diagnostic.of(
                    Code.HDW0308,
                    apply.arguments().get(1).span(),
                    "this regular expression goes too deep for a text of this length")
                .hint("write `[ab]*` for `(a|b)*`, and `[^x]*` for what is repeated in brackets"));
      }
    }
    throw mismatch(apply, left, right);
  }

  private static Value sum(Apply apply, Value left, Value right) throws EvaluationException {
    boolean plus = apply.function() == Function.PLUS;
    if (left instanceof Value.Numeric a && right instanceof Value.Numeric b) {
      return new Value.Numeric(plus ? a.number().add(b.number()) : a.number().subtract(b.number()));
    }
    if (left instanceof Value.Size a && right instanceof Value.Size b) {
      return new Value.Size(new Memory(signedSum(a.amount().bytes(), b.amount().bytes(), plus)));
    }
    if (left instanceof Value.Time a && right instanceof Value.Time b) {
      return new Value.Time(new WallTime(signedSum(a.time().seconds(), b.time().seconds(), plus)));
    }
    if (plus && size(left) + size(right) > LARGEST) {
      throw new EvaluationException(
          Code.HDW0305, apply.span(), "this becomes longer than hdw can hold");
    }
    if (plus && left instanceof Value.Text a && right instanceof Value.Text b) {
      return new Value.Text(a.text() + b.text());
    }
    if (plus && left instanceof Value.Listed a && right instanceof Value.Listed b) {
      var both = new ArrayList<>(a.elements());
      both.addAll(b.elements());
      return new Value.Listed(both);
    }
    throw mismatch(apply, left, right);
  }

  private static int size(Value value) {
    return value instanceof Value.Text text
        ? text.text().length()
        : value instanceof Value.Listed list ? list.elements().size() : 0;
  }

  private static long signedSum(long a, long b, boolean plus) {
    return plus ? Math.addExact(a, b) : Math.subtractExact(a, b);
  }

  private static Value product(Apply apply, Value left, Value right) throws EvaluationException {
    boolean times = apply.function() == Function.TIMES;
    if (times && left instanceof Value.Numeric && !(right instanceof Value.Numeric)) {
      return product(apply, right, left);
    }
    if (right instanceof Value.Numeric b) {
      if (left instanceof Value.Numeric a) {
        return new Value.Numeric(scaled(a.number(), b.number(), times));
      }
      if (left instanceof Value.Size a) {
        return new Value.Size(
            Memory.of(scaled(BigDecimal.valueOf(a.amount().bytes()), b.number(), times), 1));
      }
      if (left instanceof Value.Time a) {
        return new Value.Time(
            WallTime.of(scaled(BigDecimal.valueOf(a.time().seconds()), b.number(), times), 1));
      }
    }
    if (!times && left instanceof Value.Size a && right instanceof Value.Size b) {
      return new Value.Numeric(
          scaled(
              BigDecimal.valueOf(a.amount().bytes()),
              BigDecimal.valueOf(b.amount().bytes()),
              false));
    }
    if (!times && left instanceof Value.Time a && right instanceof Value.Time b) {
      return new Value.Numeric(
          scaled(
              BigDecimal.valueOf(a.time().seconds()),
              BigDecimal.valueOf(b.time().seconds()),
              false));
    }
    throw mismatch(apply, left, right);
  }

  private static BigDecimal scaled(BigDecimal a, BigDecimal b, boolean times) {
    BigDecimal result = times ? a.multiply(b) : a.divide(b, MathContext.DECIMAL64);
    if (result.precision() - result.scale() > 30) {
      throw new ArithmeticException("too large");
    }
    return result.scale() > 20
        ? result.setScale(20, RoundingMode.HALF_EVEN).stripTrailingZeros()
        : result;
  }

  private static Value numeric(Apply apply, Value value) throws EvaluationException {
    if (value instanceof Value.Numeric) {
      return value;
    }
    throw new EvaluationException(
        Code.HDW0304,
        apply.span(),
        "`" + apply.function().word() + "` wants a number but this is " + value.type().phrase());
  }

  private static EvaluationException mismatch(Apply apply, Value left, Value right) {
    return new EvaluationException(
        Mismatch.of(apply.span(), apply.function(), left.type(), right.type()));
  }
}
