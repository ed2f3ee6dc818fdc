package hdw.analysis;

import hdw.ast.Expression;
import hdw.model.Executor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds lines of a directive that would take the place of what hdw knows its jobs by. */
final class OwnLines {
  private static final Pattern HTCONDOR =
      Pattern.compile(
          "(?im)^\\s*(?:(log|arguments|submit_event_user_notes|(?:\\+|my\\.)hdw\\w*)\\s*="
              + "|(queue)(?:\\s+[^=\\s].*|\\s*)$)");

  private OwnLines() {}

  /** What the first of them sets; nothing where all lines are the writer's to write. */
  static Optional<String> in(Executor scheduler, Expression directive) {
    if (scheduler != Executor.HTCONDOR || !(directive instanceof Expression.Text written)) {
      return Optional.empty();
    }
    String text = written.pieces().stream().map(OwnLines::text).collect(Collectors.joining());
    Matcher own = HTCONDOR.matcher(text);
    return own.find()
        ? Optional.of(own.group(1) == null ? own.group(2) : own.group(1))
        : Optional.empty();
  }

  private static String text(Expression.Piece piece) {
    return piece instanceof Expression.Piece.Literal literal ? literal.text() : "x";
  }
}
