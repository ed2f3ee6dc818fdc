package hdw.parse;

import java.util.List;
import java.util.Optional;

/**
 * A token as the author wrote it, with the comments before it.
 *
 * @param line the line on which it begins
 * @param lastLine the line on which it ends; another one only for text in three quotes
 * @param startsLine whether no other token stands before it on its line
 * @param lines for text in three quotes that may be indented anew: its lines without the common
 *     indent
 */
record Lexeme(
    String text,
    int line,
    int lastLine,
    boolean startsLine,
    List<Comment> comments,
    Optional<List<String>> lines) {

  /** Copies the list. */
  Lexeme {
    comments = List.copyOf(comments);
  }

  /** Whether it fills several lines, in every layout. */
  boolean isMultiline() {
    return text.indexOf('\n') >= 0;
  }

  /** The comments on lines of their own before it. */
  List<Comment> ownLineComments() {
    return comments.stream().filter(each -> !each.behind()).toList();
  }

  /**
   * A comment from its {@code #} to its last character that is not blank.
   *
   * @param column how many characters stand before it on its line
   * @param behind whether a token stands before it on its line
   * @param apart how many characters stand between the two
   */
  record Comment(String text, int line, int column, boolean behind, int apart) {}
}
