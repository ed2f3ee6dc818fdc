package hdw.model;

import hdw.diagnostic.Span;
import hdw.shell.ShellText;
import java.util.List;

/**
 * A task's {@code run} or {@code setup}: text in which each value is a reference to a shell
 * variable.
 *
 * @param holes what each reference stands for, in the order of the references of {@code text}
 */
public record Command(Span span, ShellText text, List<Hole> holes) {
  /** Copies the list. */
  public Command {
    holes = List.copyOf(holes);
  }

  /**
   * The variable that carries the path of an output: of the single one, whose name is empty, or of
   * one of several.
   */
  public static String outputVariable(String output) {
    return output.isEmpty() ? "hdw_output" : "hdw_output_" + output;
  }

  /** One value that the command mentions, and the name of the shell variable that carries it. */
  public record Hole(Span span, String variable, Expression value, boolean list) {}
}
