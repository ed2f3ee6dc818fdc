package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Span;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.model.Value;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message for a value of the wrong kind, with what was probably meant. */
final class WrongType {
  private static final Pattern AMOUNT = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(\\w+)\\s*");
  private static final Pattern CLOCK =
      Pattern.compile("(?:([0-9]{1,4})-)?([0-9]{1,4}):([0-9]{2})(?::([0-9]{2}))?");

  private WrongType() {}

  static Diagnostic of(Span span, Expression found, Type wanted) {
    boolean bare = found.type() == Type.NUMBER && hasUnit(wanted);
    var diagnostic =
        Diagnostic.of(
            bare ? Code.HDW0303 : Code.HDW0302,
            span,
            "this wants "
                + wanted.phrase()
                + " but is "
                + found.type().phrase()
                + (bare ? " without a unit" : ""));
    if (bare && found instanceof Expression.Variable named && named.scope() == Scope.GLOBAL) {
      return diagnostic.hint(
          "give `"
              + named.name()
              + "` its unit where it is declared, such as `2 "
              + unit(wanted, BigDecimal.valueOf(2))
              + "`");
    }
    if (bare) {
      BigDecimal number =
          found instanceof Constant constant && constant.value() instanceof Value.Numeric numeric
              ? numeric.number()
              : BigDecimal.valueOf(2);
      return diagnostic.hint(
          "write a unit, such as `" + number.toPlainString() + " " + unit(wanted, number) + "`");
    }
    return diagnostic.hint(
        found instanceof Constant constant && constant.value() instanceof Value.Text text
            ? ofText(text.text(), wanted)
            : ofOther(found, wanted));
  }

  private static boolean hasUnit(Type type) {
    return type == Type.MEMORY || type == Type.TIME || type == Type.COUNT || type == Type.SHARE;
  }

  /** The unit in which a person would have thought such a number. */
  private static String unit(Type wanted, BigDecimal number) {
    long size = number.longValue();
    return switch (wanted) {
      case MEMORY -> size >= 64 ? "MB" : "GB";
      case TIME -> size >= 600 ? "s" : "min";
      case SHARE -> "%";
      default -> size == 1 ? "file" : "files";
    };
  }

  private static Optional<String> ofText(String text, Type wanted) {
    if (wanted == Type.LIST) {
      return Optional.of("write a list: `[\"" + text + "\"]`");
    }
    if (text.isEmpty() || text.length() > 40) {
      return Optional.empty();
    }
    Optional<String> meant =
        switch (wanted) {
          case EXECUTOR, QUEUE, TASK, REASON -> Optional.of(text);
          case TRUTH -> Optional.of(text).filter(each -> each.matches("true|false"));
          case NUMBER -> Optional.of(text).filter(each -> each.matches("[0-9]+(\\.[0-9]+)?"));
          case MEMORY, TIME -> amount(text, wanted);
          default -> Optional.empty();
        };
    return meant
        .map(each -> "write it without quotes: `" + each + "`")
        .or(() -> wanted == Type.TIME ? clock(text) : Optional.empty());
  }

  private static Optional<String> amount(String text, Type wanted) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Long> unit =
        wanted == Type.MEMORY ? Memory.unit(matcher.group(2)) : WallTime.unit(matcher.group(2));
    return unit.map(each -> matcher.group(1) + " " + matcher.group(2));
  }

  /** A time as Slurm writes it: {@code 01:30:00}, {@code 2-00:00:00}. */
  private static Optional<String> clock(String text) {
    Matcher matcher = CLOCK.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean days = matcher.group(1) != null;
    boolean hours = days || matcher.group(4) != null;
    long seconds = days ? Long.parseLong(matcher.group(1)) * 86_400 : 0;
    seconds += Long.parseLong(matcher.group(2)) * (hours ? 3600 : 60);
    seconds += Long.parseLong(matcher.group(3)) * (hours ? 60 : 1);
    seconds += matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4));
    return Optional.of("write it with units: `" + new WallTime(seconds) + "`");
  }

  private static Optional<String> ofOther(Expression found, Type wanted) {
    if (wanted == Type.TEXT && !(found instanceof Expression.ListOf)) {
      return Optional.of("write it in quotes");
    }
    return wanted == Type.TRUTH && found.type() == Type.NUMBER
        ? Optional.of("compare it with something, as in `sample.files > 5`")
        : Optional.empty();
  }
}
