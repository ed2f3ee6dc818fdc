package hdw.eval;

import hdw.diagnostic.Code;
import hdw.model.Expression.Apply;
import hdw.model.Type;
import hdw.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The named functions that need nothing but their arguments. */
final class Functions {
  private static final int LONGEST_RANGE = 100_000;

  private Functions() {}

  static Value apply(Apply apply, List<Value> arguments) throws EvaluationException {
    Value first = arguments.get(0);
    return switch (apply.function()) {
      case MIN -> extreme(apply, arguments, -1);
      case MAX -> extreme(apply, arguments, 1);
      case ROUND -> rounded(apply, first, RoundingMode.HALF_UP);
      case CEIL -> rounded(apply, first, RoundingMode.CEILING);
      case LENGTH ->
          Value.Numeric.of(
              first instanceof Value.Listed list
                  ? list.elements().size()
                  : text(apply, 0, first).length());
      case NAME -> new Value.Text(fileName(text(apply, 0, first)));
      case STEM -> new Value.Text(stem(fileName(text(apply, 0, first))));
      case DIR -> new Value.Text(folder(text(apply, 0, first)));
      case REPLICAS -> new Value.Listed(arguments);
      case JOIN -> joined(apply, first, text(apply, 1, arguments.get(1)));
      case RANGE -> range(apply, arguments);
      default -> first;
    };
  }

  private static Value extreme(Apply apply, List<Value> arguments, int sign)
      throws EvaluationException {
    List<Value> values =
        arguments.size() == 1 && arguments.get(0) instanceof Value.Listed list
            ? list.elements()
            : arguments;
    if (values.isEmpty()) {
      throw new EvaluationException(
          Code.HDW0311,
          apply.span(),
          "`" + apply.function().word() + "` of an empty list has no result");
    }
    Value best = values.get(0);
    for (Value each : values) {
      best = sign * Operations.compare(apply, each, best) > 0 ? each : best;
    }
    return best;
  }

  private static Value rounded(Apply apply, Value value, RoundingMode mode)
      throws EvaluationException {
    if (value instanceof Value.Numeric number) {
      return new Value.Numeric(number.number().setScale(0, mode));
    }
    throw wrong(apply, 0, Type.NUMBER, value);
  }

  private static Value joined(Apply apply, Value value, String separator)
      throws EvaluationException {
    if (value instanceof Value.Listed list) {
      return new Value.Text(
          String.join(separator, list.elements().stream().map(Value::text).toList()));
    }
    throw wrong(apply, 0, Type.LIST, value);
  }

  private static Value range(Apply apply, List<Value> arguments) throws EvaluationException {
    long[] bounds = new long[arguments.size()];
    for (int i = 0; i < bounds.length; i++) {
      if (!(arguments.get(i) instanceof Value.Numeric number)) {
        throw wrong(apply, i, Type.NUMBER, arguments.get(i));
      }
      bounds[i] = whole(apply, i, number.number());
    }
    long start = bounds.length == 1 ? 0 : bounds[0];
    long end = bounds.length == 1 ? bounds[0] : bounds[1];
    long step = bounds.length == 3 ? bounds[2] : 1;
    if (step == 0 || Math.abs((end - start) / step) > LONGEST_RANGE) {
      throw new EvaluationException(
          Code.HDW0305,
          apply.span(),
          "this range has no end or more than " + LONGEST_RANGE + " numbers");
    }
    var numbers = new ArrayList<Value>();
    for (long i = start; step > 0 ? i < end : i > end; i += step) {
      numbers.add(Value.Numeric.of(i));
    }
    return new Value.Listed(numbers);
  }

  private static long whole(Apply apply, int index, BigDecimal number) throws EvaluationException {
    if (number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      throw new EvaluationException(
          Code.HDW0305, apply.arguments().get(index).span(), "`range` wants whole numbers");
    }
    return number.longValueExact();
  }

  static String text(Apply apply, int index, Value value) throws EvaluationException {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw wrong(apply, index, Type.TEXT, value);
  }

  private static EvaluationException wrong(Apply apply, int index, Type wanted, Value value) {
    return new EvaluationException(
        Code.HDW0302,
        apply.arguments().get(index).span(),
        "`"
            + apply.function().word()
            + "` wants "
            + wanted.phrase()
            + " but this is "
            + value.type().phrase());
  }

  private static String fileName(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
  }
}
