package hdw.rules;

import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is done about a failed attempt.
 *
 * @param rule the name of the rule that decided; none where no rule matched
 * @param raised what the next attempt asks for besides; empty unless it is tried again
 * @param after how long to wait before the next attempt
 * @param avoidNode whether the next attempt should run on another machine
 * @param note why it is not what the rule says, such as {@code 3 retries are used up}; empty
 *     otherwise
 */
public record Decision(
    Kind kind,
    Optional<String> rule,
    List<Raised> raised,
    Optional<WallTime> after,
    boolean avoidNode,
    String note) {

  /** Copies the list. */
  public Decision {
    raised = List.copyOf(raised);
  }

  /** What happens to the job. */
  public enum Kind {
    RETRY,
    SKIP,
    FAIL,
    ABORT,
    HALVE;

    /** Its name in the language and in a journal. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind called {@code word}. */
    public static Optional<Kind> named(String word) {
      for (Kind each : values()) {
        if (each.word().equals(word)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** The decision as a rule would write it, such as {@code memory = 8 GB, retry after 1 min}. */
  public String text() {
    var actions = new ArrayList<String>();
    raised.forEach(each -> actions.add(each.text()));
    if (avoidNode) {
      actions.add("avoid node");
    }
    actions.add(kind.word() + after.map(each -> " after " + each).orElse(""));
    return String.join(", ", actions);
  }

  /** No rule matched: the job fails. */
  public static Decision fail(String note) {
    return new Decision(Kind.FAIL, Optional.empty(), List.of(), Optional.empty(), false, note);
  }
}
