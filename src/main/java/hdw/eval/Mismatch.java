package hdw.eval;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Span;
import hdw.model.Function;
import hdw.model.Type;

/** The message for two values that an operator cannot take together. */
public final class Mismatch {
  private Mismatch() {}

  /** The diagnostic, with a hint where the mistake is a common one. */
  public static Diagnostic of(Span span, Function function, Type left, Type right) {
    String verb =
        switch (function) {
          case PLUS -> "cannot be added";
          case MINUS -> "cannot be subtracted";
          case TIMES, OVER -> "cannot be multiplied or divided";
          case MATCHES -> "cannot be matched";
          case IN -> "do not go together with `in`";
          default -> "cannot be compared";
        };
    var diagnostic =
        Diagnostic.of(Code.HDW0304, span, left.phrase() + " and " + right.phrase() + " " + verb);
    if (left == Type.NUMBER && isUnited(right) || right == Type.NUMBER && isUnited(left)) {
      Type united = isUnited(left) ? left : right;
      return diagnostic.hint(
          united == Type.MEMORY
              ? "write a unit, such as `2 GB`"
              : united == Type.TIME
                  ? "write a unit, such as `20 min`"
                  : "sizes of samples and chunks are plain numbers: leave the unit out");
    }
    if (left == Type.TRUTH && right != Type.TRUTH && verb.equals("cannot be compared")) {
      return diagnostic.hint("write two comparisons with `and` between them");
    }
    if (isNamed(left) && right == Type.TEXT || isNamed(right) && left == Type.TEXT) {
      return diagnostic.hint(
          "names of executors, queues, tasks and reasons are written without quotes");
    }
    return diagnostic;
  }

  private static boolean isUnited(Type type) {
    return type == Type.MEMORY || type == Type.TIME || type == Type.COUNT;
  }

  private static boolean isNamed(Type type) {
    return type == Type.EXECUTOR || type == Type.QUEUE || type == Type.TASK || type == Type.REASON;
  }
}
