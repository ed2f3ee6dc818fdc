package hdw.parse;

import hdw.parse.Lexeme.Comment;
import java.util.List;

/** Puts comments behind their lines, those of adjacent lines below each other. */
final class CommentColumns {
  private static final int APART = 2;

  private CommentColumns() {}

  /** The text of the lines. */
  static String write(List<Line> lines) {
    var text = new StringBuilder();
    for (int start = 0; start < lines.size(); ) {
      int end = start + 1;
      while (end < lines.size() && areTogether(lines.get(end - 1), lines.get(end))) {
        end++;
      }
      List<Line> run = lines.subList(start, end);
      int column = column(run.stream().filter(each -> each.comment().isPresent()).toList());
      run.forEach(line -> write(line, column, text));
      start = end;
    }
    return text.toString();
  }

  private static boolean areTogether(Line line, Line next) {
    return !line.isCut() && !next.isCut() && line.indent() == next.indent();
  }

  /** The column that the author chose where there is one that fits, else the first that fits. */
  private static int column(List<Line> run) {
    int least = run.stream().mapToInt(Line::width).max().orElse(0) + APART;
    List<Integer> chosen =
        run.stream()
            .flatMap(line -> line.comment().stream())
            .map(Comment::column)
            .distinct()
            .toList();
    boolean kept =
        run.stream().allMatch(line -> line.keepsColumn(APART))
            && chosen.size() == 1
            && chosen.get(0) >= least;
    return kept ? chosen.get(0) : least;
  }

  private static void write(Line line, int column, StringBuilder text) {
    text.append(line.text());
    line.comment()
        .ifPresent(
            comment -> text.append(" ".repeat(column - line.width())).append(comment.text()));
    text.append('\n');
  }
}
