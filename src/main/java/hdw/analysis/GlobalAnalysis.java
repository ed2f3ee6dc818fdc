package hdw.analysis;

import hdw.ast.Declaration;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.model.Expression;
import hdw.model.Global;
import hdw.model.Scope;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Params and lets: their types, their values, and an order in which each stands behind what it
 * mentions.
 */
final class GlobalAnalysis {
  private static final int DEEPEST = 500;
  private static final Map<String, Type> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("text", Type.TEXT);
    TYPES.put("number", Type.NUMBER);
    TYPES.put("truth", Type.TRUTH);
    TYPES.put("memory", Type.MEMORY);
    TYPES.put("disk", Type.MEMORY);
    TYPES.put("time", Type.TIME);
    TYPES.put("count", Type.COUNT);
    TYPES.put("list", Type.LIST);
    TYPES.put("executor", Type.EXECUTOR);
    TYPES.put("queue", Type.QUEUE);
    TYPES.put("task", Type.TASK);
  }

  private final Names names;
  private final Diagnostics diagnostics;
  private final Map<String, Global> globals = new LinkedHashMap<>();

  GlobalAnalysis(Names names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
  }

  /** The type that a declaration shows without being evaluated. */
  Type declaredType(Declaration.Param param) {
    if (param.type().isPresent()) {
      Type type = TYPES.get(param.type().get().text());
      if (type == null) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0203,
                    param.type().get().span(),
                    "there is no type `" + param.type().get().text() + "`")
                .hint(
                    Suggestion.didYouMean(param.type().get().text(), TYPES.keySet())
                        .or(
                            () ->
                                Optional.of(
                                    "types are `" + String.join("`, `", TYPES.keySet()) + "`"))));
        return Type.ANY;
      }
      return type;
    }
    return param.value().map(this::typeOf).orElse(Type.TEXT);
  }

  /** The type of a value as far as its shape alone tells. */
  Type typeOf(hdw.ast.Expression value) {
    if (value instanceof hdw.ast.Expression.Text) {
      return Type.TEXT;
    }
    if (value instanceof hdw.ast.Expression.Reference reference) {
      var found = names.find(reference.name());
      return found.size() == 1 ? found.get(0).type() : Type.ANY;
    }
    boolean plain =
        value instanceof hdw.ast.Expression.NumberLiteral
            || value instanceof hdw.ast.Expression.Quantity
            || value instanceof hdw.ast.Expression.Truth
            || value instanceof hdw.ast.Expression.ListLiteral;
    return plain && !(value instanceof hdw.ast.Expression.ListLiteral)
        ? new Resolver(names, Locals.none(), new Diagnostics())
            .resolve(value)
            .map(Expression::type)
            .orElse(Type.ANY)
        : plain ? Type.LIST : Type.ANY;
  }

  void analyze(Declaration.Param param, Type type, OverrideAnalysis overrides) {
    String name = param.name().text();
    Optional<Expression> set = overrides.param(name, type);
    Optional<Expression> own =
        names.reading(
            names.find(name, Symbol.Kind.PARAM),
            () -> param.value().flatMap(value -> resolver().resolve(value, type)));
    if (!overrides.sets(name) && param.value().isEmpty()) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0309, param.span(), "`" + name + "` has no value")
              .hint("give it one with --set " + name + "=..."));
    }
    set.or(() -> own)
        .ifPresent(value -> globals.put(name, new Global(param.span(), name, value, true)));
  }

  void analyze(Declaration.Let let) {
    names
        .reading(
            names.find(let.name().text(), Symbol.Kind.LET), () -> resolver().resolve(let.value()))
        .ifPresent(
            value ->
                globals.put(
                    let.name().text(), new Global(let.span(), let.name().text(), value, false)));
  }

  private Resolver resolver() {
    return new Resolver(names, Locals.none(), diagnostics);
  }

  /** All globals, each behind those that it mentions; a cycle is reported and left out. */
  List<Global> inOrder() {
    var ordered = new LinkedHashMap<String, Global>();
    for (Global each : globals.values()) {
      visit(each, ordered, new LinkedHashSet<>());
    }
    return new ArrayList<>(ordered.values());
  }

  private void visit(Global global, Map<String, Global> ordered, Set<String> path) {
    if (ordered.containsKey(global.name())) {
      return;
    }
    if (path.size() > DEEPEST) {
      diagnostics.add(
          Code.HDW0106,
          global.span(),
          "more than " + DEEPEST + " params and lets are made from each other");
      ordered.put(global.name(), global);
      return;
    }
    if (!path.add(global.name())) {
      var loop = new ArrayList<>(path);
      loop.add(global.name());
      List<String> cycle = loop.subList(loop.indexOf(global.name()), loop.size());
      Span span = globals.get(cycle.get(0)).span();
      diagnostics.add(
          Diagnostic.of(Code.HDW0401, span, "`" + global.name() + "` is made from itself")
              .note("the loop is " + String.join(" -> ", cycle)));
      ordered.put(global.name(), global);
      return;
    }
    global
        .value()
        .any(
            each -> {
              if (each instanceof Expression.Variable variable
                  && variable.scope() == Scope.GLOBAL
                  && globals.containsKey(variable.name())) {
                visit(globals.get(variable.name()), ordered, path);
              }
              return false;
            });
    path.remove(global.name());
    ordered.put(global.name(), global);
  }
}
