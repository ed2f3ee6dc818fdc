package hdw.analysis;

import hdw.ast.Declaration;
import hdw.ast.Property;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Suggestion;
import hdw.model.Case;
import hdw.model.Expression.Constant;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Tests of the rules: what is given, and what is expected. */
final class CaseAnalysis {
  private final Names names;
  private final Locals given;
  private final Diagnostics diagnostics;

  CaseAnalysis(Names names, List<String> dimensions, Diagnostics diagnostics) {
    this.names = names;
    this.given =
        Locals.ofDimensions(dimensions)
            .withResources()
            .withFailure()
            .with("task", Scope.JOB, "task", Type.TASK)
            .with("sample", Scope.SAMPLE, "", Type.TEXT);
    this.diagnostics = diagnostics;
  }

  Optional<Case> analyze(Declaration.Case test) {
    SiteAnalysis.noQueues(test.body(), diagnostics);
    var resolver = new Resolver(names, Locals.none(), diagnostics);
    var settings = new LinkedHashMap<String, Setting>();
    var places = new LinkedHashMap<String, Property>();
    Optional<String> expect = Optional.empty();
    for (Property each : test.body().properties()) {
      String name = each.name().text();
      Optional<Variable> known = given.find(name, each.name().span());
      Property earlier = places.putIfAbsent(name, each);
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0206, each.name().span(), "`" + name + "` is set twice")
                .note("first set at", earlier.name().span()));
      } else if (!(each instanceof Property.Plain plain)
          || known.isEmpty() && !name.equals("expect")) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0201, each.name().span(), "a case has no `" + name + "`")
                .hint(Suggestion.didYouMean(name, given.known(""))));
      } else if (name.equals("expect")) {
        expect =
            resolver
                .resolve(plain.value(), Type.TEXT)
                .filter(Constant.class::isInstance)
                .map(value -> ((Value.Text) ((Constant) value).value()).text());
      } else {
        resolver
            .resolve(plain.value(), known.get().type())
            .ifPresent(value -> settings.put(name, new Setting(plain.value().span(), value)));
      }
    }
    if (!places.containsKey("expect")) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0211,
                  test.span(),
                  "case `" + test.name().text() + "` says nothing to `expect`")
              .hint("write `expect = \"memory = 8 GB, retry\"`"));
    }
    return expect.map(text -> new Case(test.span(), test.name().text(), settings, text));
  }
}
