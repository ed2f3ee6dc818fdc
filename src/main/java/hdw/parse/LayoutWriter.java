package hdw.parse;

import hdw.parse.Lexeme.Comment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the lines of a layout. */
final class LayoutWriter {
  private final Layout layout;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Optional<Comment> behind = Optional.empty();
  private int first;
  private boolean inText;

  private LayoutWriter(Layout layout) {
    this.layout = layout;
  }

  /** The lines of the file, the last one without a blank line behind it. */
  static List<Line> lines(Layout layout) {
    var writer = new LayoutWriter(layout);
    for (int i = 0; i < layout.size(); i++) {
      writer.write(i);
    }
    return writer.lines;
  }

  private void write(int number) {
    if (layout.startsLine(number)) {
      beginLine(number);
    } else {
      text.append(" ".repeat(layout.gap(number).width()));
    }
    String[] parts = layout.text(number).split("\n", -1);
    text.append(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      lines.add(Line.cut(text.toString()));
      text.setLength(0);
      text.append(parts[i]);
      inText = true;
    }
  }

  private void beginLine(int number) {
    Lexeme lexeme = layout.lexeme(number);
    lexeme.comments().stream()
        .filter(Comment::behind)
        .findFirst()
        .ifPresent(each -> behind = Optional.of(each));
    if (number > 0) {
      endLine();
    }
    boolean[] blank = BlankLines.before(layout, number);
    List<Comment> comments = lexeme.ownLineComments();
    for (int i = 0; i < comments.size(); i++) {
      blankLine(blank[i]);
      lines.add(Line.cut(" ".repeat(layout.commentIndent(number)) + comments.get(i).text()));
    }
    if (number < layout.size() - 1) {
      blankLine(blank[comments.size()]);
      text.append(" ".repeat(layout.indent(number)));
    }
    first = number;
  }

  private void blankLine(boolean there) {
    if (there) {
      lines.add(Line.cut(""));
    }
  }

  private void endLine() {
    Lexeme begin = layout.lexeme(first);
    lines.add(new Line(text.toString(), inText, behind, begin.startsLine() ? begin.line() : -1));
    text.setLength(0);
    behind = Optional.empty();
    inText = false;
  }
}
