package hdw.parse;

import hdw.ast.Expression.Piece;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indents text in three quotes anew, without a change to its value. */
final class RawText {
  private static final String QUOTES = "\"\"\"";

  private RawText() {}

  /**
   * The lines of a literal without their common indent.
   *
   * @return nothing where the text fills one line, or where no other indent would give the same
   *     value
   */
  static Optional<List<String>> lines(String literal) {
    String inner = literal.substring(QUOTES.length(), literal.length() - QUOTES.length());
    var lines = new ArrayList<String>();
    for (String line : inner.split("\n", -1)) {
      lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
    if (lines.size() == 1) {
      return Optional.empty();
    }
    boolean startsBehindQuotes = !lines.get(0).isBlank();
    if (!startsBehindQuotes) {
      lines.remove(0);
    }
    if (lines.size() > 1 && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    int from = startsBehindQuotes ? 1 : 0;
    List<String> indented = lines.subList(from, lines.size());
    int common =
        indented.stream().filter(line -> !line.isBlank()).mapToInt(RawText::indent).min().orElse(0);
    indented.replaceAll(line -> line.substring(Math.min(common, indent(line))));
    return value(literal).equals(value(write(lines, 0)))
        ? Optional.of(List.copyOf(lines))
        : Optional.empty();
  }

  /** The literal whose closing quotes stand at {@code indent} and whose lines stand two deeper. */
  static String write(List<String> lines, int indent) {
    var text = new StringBuilder(QUOTES).append('\n');
    for (String line : lines) {
      text.append(line.isEmpty() ? "" : " ".repeat(indent + 2)).append(line).append('\n');
    }
    return text.append(" ".repeat(indent)).append(QUOTES).toString();
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static List<String> value(String literal) {
    var source = new Source("", literal);
    var text = TextReader.read(source.span(0, literal.length()), true, new Diagnostics());
    return text.pieces().stream()
        .map(
            piece ->
                piece instanceof Piece.Hole hole
                    ? hole.span().text()
                    : ((Piece.Literal) piece).text())
        .toList();
  }
}
