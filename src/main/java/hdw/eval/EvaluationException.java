package hdw.eval;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Span;

/** Carries the diagnostic of an expression that has no value to whoever asked for it. */
public final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Diagnostic diagnostic;

  /** An exception that carries {@code diagnostic}. */
  public EvaluationException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  EvaluationException(Code code, Span span, String message) {
    this(Diagnostic.of(code, span, message));
  }

  /** What is wrong. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
