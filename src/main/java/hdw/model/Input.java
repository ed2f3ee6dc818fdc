package hdw.model;

import hdw.diagnostic.Span;
import java.util.Optional;

/** One element of a task's {@code input}. */
public sealed interface Input {

  /** Where it was written; of files that a task takes without a word, the task's name. */
  Span span();

  /** The files of the node's sample, split. */
  record SampleFiles(Span span) implements Input {}

  /**
   * The outputs of another task.
   *
   * @param output the name of one of its outputs; all of them when empty
   */
  record TaskOutputs(Span span, String task, Optional<String> output, Mode mode) implements Input {}

  /** Plain files: a text or a list of texts. */
  record Files(Span span, Expression paths) implements Input {}

  /** How the outputs of a task come in. */
  sealed interface Mode {
    /** All of them into one job. */
    record Gather() implements Mode {}

    /** Job by job. */
    record Each() implements Mode {}

    /** All of them through a tree of jobs with at most {@code width} inputs each; at least 2. */
    record Tree(int width) implements Mode {}
  }
}
