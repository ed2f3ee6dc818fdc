package hdw.analysis;

import hdw.ast.Declaration;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Dimension;
import hdw.model.Expression;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands behind {@code for each}. */
final class DimensionAnalysis {
  private final Names names;
  private final Diagnostics diagnostics;

  DimensionAnalysis(Names names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
  }

  /**
   * The names of a task's dimensions as far as they are well-formed, {@code sample.process} with
   * its dot.
   */
  static List<String> names(Declaration.Task task) {
    return task.dimensions().stream().map(DimensionAnalysis::name).toList();
  }

  private static String name(Declaration.Dimension dimension) {
    return dimension.name().text()
        + dimension.member().map(member -> "." + member.text()).orElse("");
  }

  /** The dimensions in order; a list may mention those before it. */
  List<Dimension> analyze(Declaration.Task task) {
    var dimensions = new ArrayList<Dimension>();
    var before = new ArrayList<String>();
    for (Declaration.Dimension each : task.dimensions()) {
      String name = name(each);
      if (check(each, name, before)) {
        var resolver = new Resolver(names, Locals.ofDimensions(before), diagnostics);
        Optional<Expression> values =
            each.values().flatMap(list -> resolver.resolve(list, Type.LIST));
        if (each.values().isPresent() == values.isPresent()) {
          dimensions.add(new Dimension(each.span(), name, values));
        }
        before.add(name);
      }
    }
    return dimensions;
  }

  private boolean check(Declaration.Dimension dimension, String name, List<String> before) {
    Span span = dimension.name().span();
    boolean isSample = dimension.name().text().equals(Dimension.SAMPLE);
    if (before.contains(name)) {
      diagnostics.add(Code.HDW0202, span, "dimension `" + name + "` is named twice");
      return false;
    }
    if (dimension.member().isPresent() && !isSample) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0403,
                  dimension.span(),
                  "only `sample` has values behind a dot to run over")
              .hint("write `for each " + dimension.name().text() + " in [...]`"));
      return false;
    }
    if (isSample && dimension.values().isPresent()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0403,
                  dimension.span(),
                  "`sample` runs over the declared samples and takes no list")
              .hint("choose among them with `where sample in [...]`"));
      return false;
    }
    HiddenNames.checkDimension(name, span, diagnostics);
    for (Symbol each : names.find(name)) {
      if (each.kind() == Symbol.Kind.PARAM || each.kind() == Symbol.Kind.LET) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0252,
                    span,
                    "dimension `" + name + "` hides the " + each.kind().word() + " of that name")
                .note("that one is declared at", each.span().orElseThrow())
                .hint("give one of them another name"));
      }
    }
    return true;
  }
}
