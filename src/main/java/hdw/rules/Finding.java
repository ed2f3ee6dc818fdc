package hdw.rules;

import hdw.model.Reason;
import java.util.List;
import java.util.Optional;

/**
 * A reason that some evidence speaks for.
 *
 * @param because the strongest first
 * @param line the line of the log that shows it, where there is one
 */
record Finding(
    Reason reason, Cause.Sureness sure, List<String> because, Optional<LogTail.Line> line) {

  /** Copies the list. */
  Finding {
    because = List.copyOf(because);
  }
}
