package hdw.executor.htcondor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes values into a submit description so that HTCondor reads exactly them.
 *
 * <p>Every value of a job goes through the table of jobs instead; what stands here is of a whole
 * task, such as an account or an image. Macros that hdw means to be filled in are marked by {@link
 * #macro}.
 */
final class HtcondorQuoting {
  /** Stands before the brackets of a macro that is meant; no text of a user has it. */
  private static final char MEANT = '\uE000';

  private HtcondorQuoting() {}

  /** {@code $(name)}, to be filled in by condor_submit. */
  static String macro(String name) {
    return MEANT + "(" + name + ")";
  }

  /**
   * {@code $(name:otherwise)}, filled in where {@code condor_submit name=value} gives it.
   *
   * @param otherwise letters, digits, {@code . / _}: with a hyphen HTCondor 23.9 leaves the macro
   *     as it is
   */
  static String macro(String name, String otherwise) {
    return macro(name + ":" + otherwise);
  }

  /** {@code $$([expression])}, to be evaluated over the job each time that it starts. */
  static String atStart(String expression) {
    return "" + MEANT + MEANT + "([" + expression + "])";
  }

  /** A value to the end of its line; a line's end in it becomes a blank. */
  static String value(String text) {
    return text.replace("$", "$(DOLLAR)").replaceAll("[\r\n]+", " ").strip().replace(MEANT, '$');
  }

  /** A ClassAd string, for {@code My.Name = ...}. */
  static String string(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return value(out.append('"').toString());
  }

  /** The words of {@code arguments}. */
  static String arguments(List<String> words) {
    return quoted(words);
  }

  /** The assignments of {@code environment}, in the order of the map. */
  static String environment(Map<String, String> variables) {
    return quoted(
        variables.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
  }

  /** The syntax that the manual calls new: blanks between words, and quotes doubled in quotes. */
  private static String quoted(List<String> words) {
    String joined =
        words.stream()
            .map(
                word ->
                    isPlain(word)
                        ? word
                        : "'" + word.replace("'", "''").replace("\"", "\"\"") + "'")
            .collect(Collectors.joining(" "));
    return value("\"" + joined + "\"");
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty() && word.chars().noneMatch(c -> " \t\r\n'\"".indexOf(c) >= 0);
  }
}
