package hdw.insight;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of how a value came to be, as a plan writes it down: {@code 2 GB (task ntuple at
 * analysis.hdw:31)}.
 *
 * @param value as it is spelled
 * @param source who said so, such as {@code built-in}, {@code defaults}, {@code rule big}
 * @param file the file in which it stands, from the folder of the workflow; empty where it stands
 *     in none
 * @param line its line, from 1; 0 where it stands in no file
 */
public record Place(String value, String source, String file, int line) {
  private static final Pattern FORM =
      Pattern.compile("(.*?) \\((.*?)(?: at (.+):(\\d+))?\\)", Pattern.DOTALL);

  /** Reads a step; one of another form is a value of which nobody says where it comes from. */
  static Place of(String origin) {
    Matcher form = FORM.matcher(origin);
    if (!form.matches()) {
      return new Place(origin, "", "", 0);
    }
    boolean stands = form.group(3) != null;
    return new Place(
        form.group(1),
        form.group(2),
        stands ? form.group(3) : "",
        stands ? Integer.parseInt(form.group(4)) : 0);
  }

  /** Whether a line of the task itself says it. */
  public boolean isOfTask() {
    return source.startsWith("task ");
  }

  /** Whether a placement rule says it, which counts more than what a task says. */
  public boolean isOfRule() {
    return source.startsWith("rule ");
  }

  /** Whether it was typed behind a command, which counts most. */
  public boolean isTyped() {
    return source.equals("command line");
  }

  /** The file and its line, such as {@code analysis.hdw:31}; nothing where it stands in none. */
  public Optional<String> where() {
    return file.isEmpty() || isTyped() ? Optional.empty() : Optional.of(file + ":" + line);
  }
}
