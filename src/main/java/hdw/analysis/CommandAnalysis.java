package hdw.analysis;

import hdw.ast.Expression.Piece;
import hdw.ast.Expression.Text;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Command;
import hdw.model.Expression;
import hdw.model.Expression.Apply;
import hdw.model.Expression.Variable;
import hdw.model.Function;
import hdw.model.Scope;
import hdw.model.Type;
import hdw.shell.Place;
import hdw.shell.ShellScanner;
import hdw.shell.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task's {@code run} or {@code setup}: each value becomes a reference to a shell variable that
 * fits its place.
 */
final class CommandAnalysis {
  private final Resolver resolver;
  private final Constants constants;
  private final Diagnostics diagnostics;
  private final VariableNames variables;

  CommandAnalysis(
      Resolver resolver, Constants constants, VariableNames variables, Diagnostics diagnostics) {
    this.resolver = resolver;
    this.constants = constants;
    this.variables = variables;
    this.diagnostics = diagnostics;
  }

  /** The command; nothing, with reports, where a value is unknown or does not fit. */
  Optional<Command> analyze(hdw.ast.Expression written) {
    if (!(written instanceof Text text)) {
      return resolver.resolve(written, Type.TEXT).map(value -> pasted(written.span(), value));
    }
    var literals = new ArrayList<String>(List.of(""));
    var holes = new ArrayList<Command.Hole>();
    boolean complete = true;
    for (Piece piece : text.pieces()) {
      if (piece instanceof Piece.Literal literal) {
        append(literals, literal.text());
        continue;
      }
      var hole = (Piece.Hole) piece;
      Optional<Expression> value = resolver.inTemplate(hole);
      if (value.isEmpty() || !check(hole.span(), value.get())) {
        complete = false;
      } else if (value.get() instanceof Apply apply && apply.function() == Function.RAW) {
        Optional<String> raw = constants.text(apply.arguments().get(0), diagnostics);
        raw.ifPresent(each -> append(literals, each));
        complete &= raw.isPresent();
      } else {
        holes.add(hole(hole.span(), value.get()));
        literals.add("");
      }
    }
    return complete ? fitted(written.span(), literals, holes) : Optional.empty();
  }

  private static void append(List<String> literals, String text) {
    int last = literals.size() - 1;
    literals.set(last, literals.get(last) + text);
  }

  private Command pasted(Span span, Expression value) {
    String text = constants.text(value, diagnostics).orElse("");
    return new Command(span, new ShellText(List.of(new ShellText.Literal(text))), List.of());
  }

  /** What is known only where the job runs can be named, but not computed with. */
  private boolean check(Span span, Expression value) {
    if (!(value instanceof Variable) && value.uses(Scope.RUNTIME)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0312,
                  span,
                  "this is known only where the job runs; hdw cannot compute with it")
              .hint("name it alone, as in `{{output}}`, and compute in the command"));
      return false;
    }
    boolean nestedRaw =
        value.any(each -> each instanceof Apply apply && apply.function() == Function.RAW);
    if (nestedRaw && !(value instanceof Apply apply && apply.function() == Function.RAW)) {
      diagnostics.add(Code.HDW0312, span, "`raw` stands alone between the braces");
      return false;
    }
    return true;
  }

  private Command.Hole hole(Span span, Expression value) {
    return new Command.Hole(span, variables.of(value), value, value.type() == Type.LIST);
  }

  private Optional<Command> fitted(Span span, List<String> literals, List<Command.Hole> holes) {
    List<Place> places = ShellScanner.places(literals);
    var parts = new ArrayList<ShellText.Part>();
    boolean fits = true;
    for (int i = 0; i < literals.size(); i++) {
      if (!literals.get(i).isEmpty()) {
        parts.add(new ShellText.Literal(literals.get(i)));
      }
      if (i < holes.size()) {
        Command.Hole hole = holes.get(i);
        Optional<String> why = places.get(i).whyNot(hole.list());
        if (why.isPresent()) {
          fits = false;
          boolean raw = span.text().startsWith("\"\"\"");
          diagnostics.add(misfit(hole, why.get(), places.get(i).remedy(hole.list()), raw));
        }
        parts.add(new ShellText.Reference(hole.variable(), hole.list(), places.get(i)));
      }
    }
    return fits ? Optional.of(new Command(span, new ShellText(parts), holes)) : Optional.empty();
  }

  private static Diagnostic misfit(
      Command.Hole hole, String why, Optional<String> remedy, boolean raw) {
    String written = hole.value().span().text();
    var diagnostic =
        Diagnostic.of(Code.HDW0312, hole.span(), "`{{" + written + "}}` does not fit here: " + why);
    if (hole.list()) {
      return diagnostic.hint(
          "write `{{join("
              + written
              + (raw ? ", \",\")}}` for one text" : ", \\\",\\\")}}` for one text")
              + (written.equals("inputs")
                  ? ", or `{{inputs.list}}` for a file with one path a line"
                  : ""));
    }
    return diagnostic.hint(remedy);
  }
}
