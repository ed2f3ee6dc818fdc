package hdw.analysis;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.model.Expression;
import hdw.model.Expression.Constant;
import hdw.model.Resource;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow.Demand;
import hdw.parse.WorkflowParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the command line says: values of params, and demands on tasks. */
final class OverrideAnalysis {
  private final Names names;
  private final Diagnostics diagnostics;
  private final Map<String, Source> params = new LinkedHashMap<>();
  private final List<Demand> demands = new ArrayList<>();

  OverrideAnalysis(Overrides overrides, Names names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
    for (Source each : overrides.demands()) {
      Resource resource = Resource.named(each.name().substring(2)).orElseThrow();
      demand(each, 0, Optional.empty(), resource);
    }
    overrides.sets().forEach(this::set);
  }

  private void set(Source set) {
    int equals = set.text().indexOf('=');
    String name = set.text().substring(0, Math.max(0, equals)).strip();
    Span span = set.span(0, Math.max(1, equals));
    if (equals <= 0) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0214,
                  set.span(0, set.text().length()),
                  equals < 0
                      ? "there is no `=` in this setting"
                      : "there is no name before the `=` of this setting")
              .hint("write --set name=value"));
      return;
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      setOfTask(set, equals, span, name.substring(0, dot), name.substring(dot + 1));
    } else if (names.find(name, Symbol.Kind.PARAM).isPresent()) {
      params.put(name, set);
    } else {
      boolean isLet = names.find(name, Symbol.Kind.LET).isPresent();
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0214,
                  span,
                  isLet
                      ? "`" + name + "` is a let, which cannot be set"
                      : "there is no param `" + name + "`")
              .hint(
                  isLet
                      ? Optional.of("declare it with `param` to set it from here")
                      : Suggestion.didYouMean(name, names.known(Symbol.Kind.PARAM))));
    }
  }

  private void setOfTask(Source set, int equals, Span span, String task, String property) {
    Optional<Resource> resource = Resource.named(property);
    if (names.find(task, Symbol.Kind.TASK).isEmpty()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0214, span, "there is no task `" + task + "`")
              .hint(Suggestion.didYouMean(task, names.known(Symbol.Kind.TASK))));
    } else if (resource.isEmpty()) {
      var known = java.util.Arrays.stream(Resource.values()).map(Resource::word).toList();
      diagnostics.add(
          Diagnostic.of(Code.HDW0214, span, "`" + property + "` of a task cannot be set from here")
              .hint("these can: `" + String.join("`, `", known) + "`"));
    } else {
      demand(set, equals + 1, Optional.of(task), resource.get());
    }
  }

  private void demand(Source source, int from, Optional<String> task, Resource resource) {
    Span span = source.span(from, source.text().length());
    value(source, from, resource.type())
        .ifPresent(value -> demands.add(new Demand(span, task, resource, value)));
  }

  /** A value of the command line: text as it is, everything else as the language writes it. */
  private Optional<Value> value(Source source, int from, Type type) {
    if (type == Type.TEXT) {
      return Optional.of(new Value.Text(source.text().substring(from)));
    }
    return WorkflowParser.parseValue(source, from, diagnostics)
        .flatMap(each -> new Resolver(names, Locals.none(), diagnostics).resolve(each, type))
        .flatMap(this::constant);
  }

  /** The value of an expression that mentions nothing of the file and looks nothing up. */
  private Optional<Value> constant(Expression expression) {
    boolean computed =
        expression.any(
            each ->
                each instanceof Expression.Variable
                    || each instanceof Expression.Apply apply && apply.function().looksUp());
    if (computed) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0214,
                  expression.span(),
                  "a setting cannot be computed from what the file declares or looks up")
              .hint("write the value itself"));
      return Optional.empty();
    }
    try {
      return Optional.of(new Evaluator(Bindings.NONE, null).evaluate(expression));
    } catch (EvaluationException noValue) {
      diagnostics.add(noValue.diagnostic());
      return Optional.empty();
    }
  }

  /** The value that the command line gives a param of this type. */
  Optional<Expression> param(String name, Type type) {
    Source set = params.get(name);
    if (set == null) {
      return Optional.empty();
    }
    int from = set.text().indexOf('=') + 1;
    return value(set, from, type)
        .map(value -> new Constant(set.span(from, set.text().length()), value));
  }

  /** Whether the command line names this param, with a good value or not. */
  boolean sets(String name) {
    return params.containsKey(name);
  }

  /** What tasks are asked for. */
  List<Demand> demands() {
    return demands;
  }
}
