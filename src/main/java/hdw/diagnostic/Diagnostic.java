package hdw.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that hdw has to say about a place in a file.
 *
 * @param code which message; it decides between error and warning
 * @param span the smallest place that shows the mistake
 * @param message what is wrong: present tense, lower case, no full stop, the user's names in
 *     backticks
 * @param notes what else one must know, such as the place of an earlier declaration
 * @param hint what to do; it works when followed
 */
public record Diagnostic(
    Code code, Span span, String message, List<String> notes, Optional<String> hint) {

  /** Copies the notes. */
  public Diagnostic {
    notes = List.copyOf(notes);
  }

  /** A diagnostic without notes and hint. */
  public static Diagnostic of(Code code, Span span, String message) {
    return new Diagnostic(code, span, message, List.of(), Optional.empty());
  }

  /** The same with one more note. */
  public Diagnostic note(String note) {
    var more = new ArrayList<>(notes);
    more.add(note);
    return new Diagnostic(code, span, message, more, hint);
  }

  /**
   * The same with a note that names another place, such as {@code first declared at
   * analysis.hdw:3}.
   */
  public Diagnostic note(String what, Span other) {
    return note(what + " " + other.where());
  }

  /** The same with this hint. */
  public Diagnostic hint(String text) {
    return new Diagnostic(code, span, message, notes, Optional.of(text));
  }

  /** The same with this hint, if there is one. */
  public Diagnostic hint(Optional<String> text) {
    return text.isPresent() ? hint(text.get()) : this;
  }

  /** Whether nothing may run because of it. */
  public boolean isError() {
    return code.severity() == Severity.ERROR;
  }
}
