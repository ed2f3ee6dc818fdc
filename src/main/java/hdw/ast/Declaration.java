package hdw.ast;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * One declaration of a file; the span is that of its name or, where it has none, of its first word.
 */
public sealed interface Declaration {

  /** Where it stands. */
  Span span();

  /** {@code workflow diphoton}. */
  record WorkflowName(Span span, Name name) implements Declaration {}

  /** {@code use "sites/lxplus"}. */
  record Use(Span span, String path) implements Declaration {}

  /** {@code param outdir : text = "/tmp"}; at least one of type and value is there. */
  record Param(Span span, Name name, Optional<Name> type, Optional<Expression> value)
      implements Declaration {}

  /** {@code let base = "{{outdir}}/v2"}. */
  record Let(Span span, Name name, Expression value) implements Declaration {}

  /** {@code defaults { memory = 2 GB }}. */
  record Defaults(Span span, Block body) implements Declaration {}

  /** {@code samples from "mc.json" { kind = "mc" }}; the body may be empty. */
  record SamplesFrom(Span span, Expression path, Block body) implements Declaration {}

  /** {@code sample DY { files = [...] }}. */
  record Sample(Span span, Name name, Block body) implements Declaration {}

  /** {@code task ntuple for each sample where ... { ... }}. */
  record Task(
      Span span, Name name, List<Dimension> dimensions, Optional<Expression> where, Block body)
      implements Declaration {
    /** Copies the list. */
    public Task {
      dimensions = List.copyOf(dimensions);
    }
  }

  /** {@code rule big { when ... then ... }}, with {@code on failure} for a reaction. */
  record Rule(
      Span span, Name name, boolean onFailure, Optional<Expression> when, List<Action> actions)
      implements Declaration {
    /** Copies the list. */
    public Rule {
      actions = List.copyOf(actions);
    }
  }

  /** {@code symptom bad_input when log matches "..."}. */
  record Symptom(Span span, Name reason, Expression when) implements Declaration {}

  /** {@code site lxplus { ... queue espresso { ... } }}. */
  record Site(Span span, Name name, Block body) implements Declaration {}

  /** {@code case oom { task = ntuple ... expect = "..." }}. */
  record Case(Span span, Name name, Block body) implements Declaration {}

  /**
   * {@code sample}, {@code sample.process} or {@code variation in [...]} behind {@code for each}.
   *
   * @param member the metadatum in {@code sample.process}
   * @param values the list behind {@code in}
   */
  record Dimension(Span span, Name name, Optional<Name> member, Optional<Expression> values) {}
}
