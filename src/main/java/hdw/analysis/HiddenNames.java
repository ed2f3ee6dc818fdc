package hdw.analysis;

import hdw.ast.Declaration;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Dimension;
import java.util.List;

/** Finds params and lets that a command cannot reach: each job has something of that name. */
final class HiddenNames {
  private static final List<String> OF_JOB =
      Locals.none().withSample().withJob().withRuntime(List.of("")).known("");

  private final Names names;
  private final Diagnostics diagnostics;

  HiddenNames(Names names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
  }

  /** Reports a param or let of the user's own file that has such a name. */
  void check(Declaration declaration) {
    if (declaration instanceof Declaration.Param param) {
      check(Symbol.Kind.PARAM, param.name().text(), param.span());
    } else if (declaration instanceof Declaration.Let let) {
      check(Symbol.Kind.LET, let.name().text(), let.span());
    }
  }

  private void check(Symbol.Kind kind, String name, Span span) {
    if (OF_JOB.contains(name)) {
      names.find(name, kind).ifPresent(names::mention);
      diagnostics.add(hidden(name, kind.word(), span));
    }
  }

  /** Reports a dimension that has such a name. */
  static void checkDimension(String name, Span span, Diagnostics diagnostics) {
    if (OF_JOB.contains(name) && !name.equals(Dimension.SAMPLE)) {
      diagnostics.add(hidden(name, "dimension", span));
    }
  }

  private static Diagnostic hidden(String name, String what, Span span) {
    return Diagnostic.of(
            Code.HDW0252,
            span,
            "in a command `{{" + name + "}}` is what each job has of that name, not this " + what)
        .hint("give it another name, such as `my_" + name + "`");
  }
}
