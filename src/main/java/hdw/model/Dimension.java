package hdw.model;

import hdw.diagnostic.Span;
import java.util.Optional;

/**
 * One dimension of a task.
 *
 * @param name {@code sample}, {@code sample.process} or a name of the user's own
 * @param values the list behind {@code in}; without one, the values that occur in the inputs
 */
public record Dimension(Span span, String name, Optional<Expression> values) {
  /** The dimension that runs over samples. */
  public static final String SAMPLE = "sample";

  /** For {@code sample.process} the metadatum {@code process}. */
  public Optional<String> metadatum() {
    return name.startsWith(SAMPLE + ".")
        ? Optional.of(name.substring(SAMPLE.length() + 1))
        : Optional.empty();
  }
}
