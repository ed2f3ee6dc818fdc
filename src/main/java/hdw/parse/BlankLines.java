package hdw.parse;

import hdw.parse.Lexeme.Comment;
import java.util.List;

/**
 * Where blank lines stand: as the author had them, one of several, and around blocks over several
 * lines.
 */
final class BlankLines {
  private BlankLines() {}

  /**
   * Whether a blank line stands before each comment on a line of its own that precedes a token, and
   * before the token.
   */
  static boolean[] before(Layout layout, int number) {
    List<Comment> comments = layout.lexeme(number).ownLineComments();
    boolean[] blank = new boolean[comments.size() + 1];
    Gap gap = layout.gap(number);
    if (number > 0 || !comments.isEmpty()) {
      keep(layout, number, comments, blank);
    }
    if (number > 0 && gap.isAfterBlock()) {
      blank[0] = true;
    }
    if (gap.isBeforeBlock()) {
      int at = comments.size();
      while (at > 0 && !blank[at]) {
        at--;
      }
      blank[at] = true;
    }
    if (number == 0 || gap.blankLines() == Gap.Blanks.FIRST) {
      blank[0] = false;
    }
    return blank;
  }

  private static void keep(Layout layout, int number, List<Comment> comments, boolean[] blank) {
    Gap.Blanks kept = layout.gap(number).blankLines();
    int last = number == 0 ? 0 : layout.lexeme(number - 1).lastLine();
    for (int i = 0; i < blank.length; i++) {
      int line = i < comments.size() ? comments.get(i).line() : layout.lexeme(number).line();
      boolean atEnd = kept == Gap.Blanks.LAST && i == comments.size();
      blank[i] = kept != Gap.Blanks.NONE && !atEnd && line > last + 1;
      last = line;
    }
  }
}
