package hdw.parse;

import hdw.ast.Expression;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code name} and {@code owner.name} without the parser: nearly all that stands between
 * braces, and a parser for each of them is what a check would spend most of its time on.
 */
final class SimpleNames {
  /** Words that expressions are built from; the parser decides about them. */
  private static final Set<String> BUILT_FROM =
      Set.of("and", "or", "not", "in", "matches", "true", "false", "where", "when", "then");

  private SimpleNames() {}

  /** The name that fills the text; nothing where anything else stands in it. */
  static Optional<Expression> read(Positions positions) {
    String text = positions.text();
    int end = wordEnd(text, 0);
    if (end == 0 || BUILT_FROM.contains(text.substring(0, end))) {
      return Optional.empty();
    }
    var owner = new Expression.Reference(positions.span(0, end - 1), text.substring(0, end));
    if (end == text.length()) {
      return Optional.of(owner);
    }
    int memberEnd = wordEnd(text, end + 1);
    boolean isMember = text.charAt(end) == '.' && memberEnd == text.length() && memberEnd > end + 1;
    return isMember
        ? Optional.of(
            new Expression.Member(
                positions.span(end + 1, memberEnd - 1), owner, text.substring(end + 1)))
        : Optional.empty();
  }

  private static int wordEnd(String text, int start) {
    int at = start;
    while (at < text.length() && isLetter(text.charAt(at), at > start)) {
      at++;
    }
    return at;
  }

  private static boolean isLetter(char c, boolean inside) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || inside && c >= '0' && c <= '9';
  }
}
