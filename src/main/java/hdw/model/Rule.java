package hdw.model;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * A rule: a placement, applied before anything runs, or a reaction to a failed attempt.
 *
 * @param when the condition; always when there is none
 */
public record Rule(
    Span span, String name, boolean onFailure, Optional<Expression> when, List<Action> actions) {

  /** Copies the list. */
  public Rule {
    actions = List.copyOf(actions);
  }

  /** What a rule does. */
  public sealed interface Action {
    /** Where it was written. */
    Span span();

    /** {@code memory = 4 GB}. */
    record Set(Span span, Resource resource, Expression value) implements Action {}

    /** {@code queue = next}. */
    record NextQueue(Span span) implements Action {}

    /** {@code retry after 1 min}. */
    record Retry(Span span, Optional<Expression> after) implements Action {}

    /** An action of one or two words. */
    record Do(Span span, Verb verb) implements Action {}
  }

  /** The actions that are words alone. */
  public enum Verb {
    SKIP,
    FAIL,
    ABORT,
    HALVE,
    AVOID_NODE
  }
}
