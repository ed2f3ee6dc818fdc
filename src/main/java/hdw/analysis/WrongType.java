package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Span;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Type;
import hdw.model.Value;

/** The message for a value of the wrong kind. */
final class WrongType {
  private WrongType() {}

  static Diagnostic of(Span span, Expression found, Type wanted) {
    boolean bare =
        found.type() == Type.NUMBER
            && (wanted == Type.MEMORY
                || wanted == Type.TIME
                || wanted == Type.COUNT
                || wanted == Type.SHARE);
    var diagnostic =
        Diagnostic.of(
            bare ? Code.HDW0303 : Code.HDW0302,
            span,
            "this wants "
                + wanted.phrase()
                + " but is "
                + found.type().phrase()
                + (bare ? " without a unit" : ""));
    if (bare) {
      String number = found instanceof Constant constant ? constant.value().text() : "2";
      return diagnostic.hint("write a unit, such as `" + number + " " + unit(wanted) + "`");
    }
    if (References.isName(wanted)
        && found instanceof Constant constant
        && constant.value() instanceof Value.Text text) {
      return diagnostic.hint("write it without quotes: `" + text.text() + "`");
    }
    if (wanted == Type.TEXT && !(found instanceof Expression.ListOf)) {
      return diagnostic.hint("write it in quotes");
    }
    return diagnostic;
  }

  private static String unit(Type wanted) {
    return switch (wanted) {
      case MEMORY -> "GB";
      case TIME -> "min";
      case SHARE -> "%";
      default -> "files";
    };
  }
}
