package hdw.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The ends of a job's output as people may read them: no control character reaches a terminal or a
 * rule, and a progress bar is as many lines as it drew.
 *
 * @param err the lines of standard error that are not blank
 * @param out the lines of standard output that are not blank
 */
record LogTail(List<String> err, List<String> out) {
  private static final int LONGEST_LINE = 300;

  /** What terminals take for a command: colours, cursor movements, window titles. */
  private static final Pattern COMMANDS =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|\u001b.?");

  /** Whatever else is no text: control characters, and those that turn the direction of writing. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\t]]");

  /** Copies the lists. */
  LogTail {
    err = List.copyOf(err);
    out = List.copyOf(out);
  }

  /** The tails of an attempt. */
  static LogTail of(Evidence evidence) {
    return new LogTail(lines(evidence.err()), lines(evidence.out()));
  }

  private static List<String> lines(String text) {
    return text.lines().map(LogTail::plain).filter(each -> !each.isBlank()).toList();
  }

  private static String plain(String line) {
    String bare = COMMANDS.matcher(line).replaceAll("");
    return NO_TEXT.matcher(bare).replaceAll("").stripTrailing();
  }

  /** A line as it is shown: without blanks around it, and not longer than a person reads. */
  static String shown(String line) {
    String bare = plain(line).strip();
    if (bare.length() <= LONGEST_LINE) {
      return bare;
    }
    int end = LONGEST_LINE - 3;
    return bare.substring(0, Character.isHighSurrogate(bare.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }

  /** What rules see as {@code log}: standard error, then standard output. */
  String text() {
    return String.join("\n", err)
        + (err.isEmpty() || out.isEmpty() ? "" : "\n")
        + String.join("\n", out);
  }

  /** Whether nothing was said at all. */
  boolean isEmpty() {
    return err.isEmpty() && out.isEmpty();
  }

  /** The last line of standard error that passes, else of standard output. */
  Optional<Line> last(Predicate<String> test) {
    return last(err, "standard error", test).or(() -> last(out, "standard output", test));
  }

  /** The last line of standard error. */
  Optional<Line> lastError() {
    return last(err, "standard error", each -> true);
  }

  private static Optional<Line> last(List<String> lines, String stream, Predicate<String> test) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (test.test(lines.get(i))) {
        return Optional.of(new Line(stream, lines.get(i)));
      }
    }
    return Optional.empty();
  }

  /** A line, and the stream that it stands in. */
  record Line(String stream, String text) {
    /** The line as a reason: {@code standard error says "std::bad_alloc"}. */
    String said() {
      return stream + " says \"" + shown(text) + "\"";
    }
  }
}
