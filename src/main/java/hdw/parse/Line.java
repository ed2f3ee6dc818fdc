package hdw.parse;

import hdw.parse.Lexeme.Comment;
import java.util.Optional;

/**
 * A line of the result.
 *
 * @param text all but the comment behind it
 * @param isCut whether comments before it and behind it are not lined up
 * @param written the author's line that began with the same token, or -1
 */
record Line(String text, boolean isCut, Optional<Comment> comment, int written) {

  /** A line that is no line of tokens: blank, a comment, or a part of a text. */
  static Line cut(String text) {
    return new Line(text, true, Optional.empty(), -1);
  }

  /** Whether the comment stood behind this line already, and apart from it as if lined up. */
  boolean keepsColumn(int apart) {
    return comment.map(each -> each.line() == written && each.apart() >= apart).orElse(false);
  }

  int width() {
    return text.codePointCount(0, text.length());
  }

  int indent() {
    return text.length() - text.stripLeading().length();
  }
}
