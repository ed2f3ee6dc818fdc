package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Value;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks regular expressions before anything runs. */
final class Patterns {
  private Patterns() {}

  /** Whether a pattern can be used; reports one that is written out and broken. */
  static boolean check(Expression pattern, Diagnostics diagnostics) {
    if (!(pattern instanceof Constant constant) || !(constant.value() instanceof Value.Text text)) {
      return true;
    }
    try {
      Pattern.compile(text.text());
      return true;
    } catch (PatternSyntaxException broken) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0308,
                  pattern.span(),
                  "this is no regular expression: "
                      + broken.getDescription().toLowerCase(java.util.Locale.ROOT))
              .hint(
                  text.text().matches("[*?+].*")
                      ? "`.*` stands for any text, and `.` for any character"
                      : "put `\\` before a character that is meant as itself"));
    } catch (StackOverflowError tooDeep) {
      diagnostics.add(Code.HDW0308, pattern.span(), "this regular expression is nested too deeply");
    }
    return false;
  }
}
