package hdw.diagnostic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws diagnostics as text: place, code, message, the line with carets, notes and hint. */
public final class DiagnosticPrinter {
  private static final int WIDEST_LINE = 160;
  private static final int BEFORE = 40;
  private static final int MOST_OF_ONE = 20;

  private final boolean color;

  /** A printer that uses ANSI colours or not; words carry all meaning either way. */
  public DiagnosticPrinter(boolean color) {
    this.color = color;
  }

  /**
   * All diagnostics, one blank line between them, and a last line that counts them; empty text for
   * none. Of many with one code the first are shown.
   */
  public String print(List<Diagnostic> diagnostics) {
    var text = new StringBuilder();
    Map<Code, Integer> seen = new EnumMap<>(Code.class);
    for (Diagnostic each : diagnostics) {
      if (seen.merge(each.code(), 1, Integer::sum) <= MOST_OF_ONE) {
        text.append(print(each)).append('\n');
      }
    }
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.stream().filter(DiagnosticPrinter::isWarning).count();
    if (!diagnostics.isEmpty()) {
      text.append(count(errors, "error")).append(", ").append(count(warnings, "warning"));
      seen.forEach(
          (code, number) -> {
            if (number > MOST_OF_ONE) {
              text.append("; ").append(number - MOST_OF_ONE).append(" more of ").append(code);
            }
          });
      text.append('\n');
    }
    return text.toString();
  }

  private static boolean isWarning(Diagnostic diagnostic) {
    return diagnostic.code().severity() == Severity.WARNING;
  }

  /** One diagnostic, ending with a line end. */
  public String print(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    String number = Integer.toString(span.line());
    String margin = " ".repeat(number.length() + 1);
    var text = new StringBuilder();
    text.append(paint("1", span.source().name() + ":" + span.line() + ":" + span.column() + ":"))
        .append(' ');
    text.append(
            paint(
                diagnostic.isError() ? "1;31" : isWarning(diagnostic) ? "1;33" : "1;36",
                diagnostic.code().severity().word() + "[" + diagnostic.code() + "]"))
        .append(": ")
        .append(visible(diagnostic.message()))
        .append('\n');
    String line = span.source().lineText(span.line());
    int first = span.column() - 1;
    int last = lastColumn(span, line);
    int cut = line.codePointCount(0, line.length()) > WIDEST_LINE ? Math.max(0, first - BEFORE) : 0;
    text.append(margin).append(paint("34", "|")).append('\n');
    text.append(paint("34", number + " |"))
        .append(' ')
        .append(visible(part(line, cut)).stripTrailing())
        .append('\n');
    text.append(margin)
        .append(paint("34", "|"))
        .append(" ".repeat(1 + first - cut))
        .append(paint("1;31", "^".repeat(Math.max(1, Math.min(last, cut + WIDEST_LINE) - first))))
        .append('\n');
    for (String note : diagnostic.notes()) {
      text.append(margin)
          .append(paint("34", "="))
          .append(" note: ")
          .append(visible(note))
          .append('\n');
    }
    diagnostic
        .hint()
        .ifPresent(
            hint ->
                text.append(margin)
                    .append(paint("34", "="))
                    .append(" hint: ")
                    .append(visible(hint))
                    .append('\n'));
    return text.toString();
  }

  private static int lastColumn(Span span, String line) {
    return span.source().line(span.end()) == span.line()
        ? span.source().column(span.end()) - 1
        : line.codePointCount(0, line.length());
  }

  /** What is shown of a line that is too wide: some of it from the character {@code cut} on. */
  private static String part(String line, int cut) {
    int characters = line.codePointCount(0, line.length());
    int end = Math.min(characters, cut + WIDEST_LINE);
    return line.substring(line.offsetByCodePoints(0, cut), line.offsetByCodePoints(0, end));
  }

  /**
   * The line with every control character as a blank, so that a caret below it stands where it
   * should.
   */
  private static String visible(String line) {
    return line.codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private String paint(String ansi, String text) {
    return color ? "\u001b[" + ansi + "m" + text + "\u001b[0m" : text;
  }
}
