package hdw.analysis;

import hdw.diagnostic.Span;
import hdw.model.Type;

/**
 * A name that a file declares, or that the language knows.
 *
 * @param span where it was declared; of a built-in name, empty
 * @param own whether the user's own file declares it, so that not using it deserves a word
 */
record Symbol(Kind kind, String name, java.util.Optional<Span> span, Type type, boolean own) {

  // written out, as the JVM takes milliseconds to make these two for a record when hdw starts
  @Override
  public boolean equals(Object other) {
    return other instanceof Symbol same && same.kind == kind && same.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + kind.hashCode();
  }

  enum Kind {
    PARAM("param"),
    LET("let"),
    TASK("task"),
    SAMPLE("sample"),
    QUEUE("queue"),
    EXECUTOR("executor"),
    REASON("reason");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
