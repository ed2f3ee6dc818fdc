package hdw.parse;

import hdw.ast.Expression;
import hdw.ast.Expression.Piece;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a text literal into what stands there and what is filled in.
 *
 * <p>In one-line text {@code \"} and {@code \\} are escapes and every other backslash stays; text
 * in three quotes is raw and loses the indent that all its lines share, and its first and last line
 * where they are blank. In both a backslash before two braces makes them a literal.
 */
final class TextReader {
  private final Span span;
  private final boolean raw;
  private final Diagnostics diagnostics;
  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private TextReader(Span span, boolean raw, Diagnostics diagnostics) {
    this.span = span;
    this.raw = raw;
    this.diagnostics = diagnostics;
    this.text = span.source().text();
  }

  /** Reads the literal at {@code span}, quotes included. */
  static Expression.Text read(Span span, boolean raw, Diagnostics diagnostics) {
    var reader = new TextReader(span, raw, diagnostics);
    int quotes = raw ? 3 : 1;
    int start = span.start() + quotes;
    int end = span.end() - quotes;
    if (raw) {
      int firstEnd = reader.lineEnd(start, end);
      if (firstEnd < end && reader.blank(start, firstEnd)) {
        start = firstEnd + 1;
      }
      int lastStart = Math.max(start, reader.text.lastIndexOf('\n', end - 1) + 1);
      if (lastStart > start && reader.blank(lastStart, end)) {
        end = lastStart - 1;
      }
    }
    reader.readLines(start, end);
    return new Expression.Text(span, reader.pieces);
  }

  /**
   * A text inside the braces of another one: {@code written} is what stands there once the outer
   * text's escapes are taken off. Nothing is filled into it.
   */
  static Expression.Text inside(Span span, String written) {
    var text = new StringBuilder();
    for (int i = 1; i < written.length() - 1; i++) {
      boolean escape =
          written.charAt(i) == '\\'
              && i + 2 < written.length()
              && (written.charAt(i + 1) == '"' || written.charAt(i + 1) == '\\');
      text.append(written.charAt(escape ? ++i : i));
    }
    return new Expression.Text(span, List.of(new Piece.Literal(text.toString())));
  }

  private void readLines(int start, int end) {
    int indent = raw ? commonIndent(start, end) : 0;
    for (int line = start; line <= end; ) {
      int lineEnd = lineEnd(line, end);
      int from = line;
      // text that begins behind the quotes has no indent of its own
      int most = line == span.start() + 3 ? line : line + indent;
      while (from < lineEnd && from < most && isBlank(text.charAt(from))) {
        from++;
      }
      boolean carriageReturn = raw && lineEnd > from && text.charAt(lineEnd - 1) == '\r';
      readLine(from, carriageReturn ? lineEnd - 1 : lineEnd);
      if (lineEnd >= end) {
        break;
      }
      literal.append('\n');
      line = lineEnd + 1;
    }
    flush();
  }

  private void readLine(int start, int end) {
    int at = start;
    while (at < end) {
      if (text.startsWith("\\{{", at) && at + 3 <= end) {
        literal.append("{{");
        at += 3;
      } else if (!raw && isEscape(at, end)) {
        literal.append(text.charAt(at + 1));
        at += 2;
      } else if (text.startsWith("{{", at) && at + 2 <= end) {
        at = readHole(at, end);
      } else {
        int plain = plainEnd(at + 1, end);
        literal.append(text, at, plain);
        at = plain;
      }
    }
  }

  /** Where the next character stands that may mean something else than itself. */
  private int plainEnd(int start, int end) {
    int at = start;
    while (at < end && text.charAt(at) != '\\' && text.charAt(at) != '{') {
      at++;
    }
    return at;
  }

  private boolean isEscape(int at, int end) {
    return text.charAt(at) == '\\'
        && at + 1 < end
        && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
  }

  private int readHole(int open, int end) {
    int close = text.indexOf("}}", open + 2);
    if (close < 0 || close + 2 > end) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0104, span.source().span(open, open + 2), "`{{` has no `}}` on its line")
              .hint("write `\\{{` for two braces that hdw should leave alone"));
      literal.append(text, open, end);
      return end;
    }
    flush();
    Span hole = span.source().span(open, close + 2);
    var inner = new StringBuilder();
    var offsets = IntStream.builder();
    for (int at = open + 2; at < close; at++) {
      if (!raw && isEscape(at, close)) {
        at++;
      }
      inner.append(text.charAt(at));
      offsets.add(at);
    }
    if (inner.toString().isBlank()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0104, hole, "there is no name between `{{` and `}}`")
              .hint("write `\\{{` for two braces that hdw should leave alone"));
    } else {
      var positions = Positions.part(span.source(), inner.toString(), offsets.build(), close);
      SimpleNames.read(positions)
          .or(() -> WorkflowParser.parseExpression(positions, diagnostics))
          .ifPresent(value -> pieces.add(new Piece.Hole(hole, value)));
    }
    return close + 2;
  }

  private int commonIndent(int start, int end) {
    int common = Integer.MAX_VALUE;
    for (int line = start; line < end; line = lineEnd(line, end) + 1) {
      int lineEnd = lineEnd(line, end);
      if (!blank(line, lineEnd) && line != span.start() + 3) {
        int from = line;
        while (isBlank(text.charAt(from))) {
          from++;
        }
        common = Math.min(common, from - line);
      }
    }
    return common == Integer.MAX_VALUE ? 0 : common;
  }

  private int lineEnd(int start, int end) {
    int found = raw ? text.indexOf('\n', start) : -1;
    return found < 0 || found > end ? end : found;
  }

  private boolean blank(int start, int end) {
    return text.substring(start, Math.max(start, end)).isBlank();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void flush() {
    if (!literal.isEmpty()) {
      pieces.add(new Piece.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
