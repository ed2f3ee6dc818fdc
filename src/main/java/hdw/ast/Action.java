package hdw.ast;

import hdw.diagnostic.Span;
import java.util.Optional;

/** One action behind a rule's {@code then}. */
public sealed interface Action {

  /** Where it stands. */
  Span span();

  /** {@code memory = 4 GB}. */
  record Set(Span span, Name name, Expression value) implements Action {}

  /** {@code retry} or {@code retry after 1 min}. */
  record Retry(Span span, Optional<Expression> after) implements Action {}

  /** {@code skip}, {@code avoid node}: one or two words. */
  record Verb(Span span, Name verb, Optional<Name> object) implements Action {}
}
