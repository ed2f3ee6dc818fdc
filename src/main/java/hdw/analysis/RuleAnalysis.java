package hdw.analysis;

import hdw.ast.Action;
import hdw.ast.Declaration;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.model.Expression;
import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Rule.Verb;
import hdw.model.Scope;
import hdw.model.Symptom;
import hdw.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules and symptoms. */
final class RuleAnalysis {
  private static final Map<String, Verb> VERBS =
      Map.of("skip", Verb.SKIP, "fail", Verb.FAIL, "abort", Verb.ABORT, "halve", Verb.HALVE);
  private static final List<String> WORDS =
      List.of("retry", "skip", "fail", "abort", "halve", "avoid");

  private final Names names;
  private final List<String> dimensions;
  private final Diagnostics diagnostics;

  /** An analysis for a workflow whose tasks have these dimensions, {@code sample} left out. */
  RuleAnalysis(Names names, List<String> dimensions, Diagnostics diagnostics) {
    this.names = names;
    this.dimensions = dimensions;
    this.diagnostics = diagnostics;
  }

  Optional<Rule> analyze(Declaration.Rule rule) {
    Locals locals =
        Locals.ofDimensions(dimensions)
            .withSample()
            .withChunk()
            .withResources()
            .with("task", Scope.JOB, "task", Type.TASK);
    if (rule.onFailure()) {
      locals.withFailure();
    } else {
      locals.withoutFailure();
    }
    var resolver = new Resolver(names, locals, diagnostics);
    Optional<Expression> when = rule.when().flatMap(each -> resolver.resolve(each, Type.TRUTH));
    var actions = new ArrayList<Rule.Action>();
    for (Action each : rule.actions()) {
      action(each, rule.onFailure(), resolver).ifPresent(actions::add);
    }
    checkEndings(actions);
    if (rule.when().isPresent() && when.isEmpty() || actions.size() < rule.actions().size()) {
      return Optional.empty();
    }
    return Optional.of(new Rule(rule.span(), rule.name().text(), rule.onFailure(), when, actions));
  }

  private Optional<Rule.Action> action(Action action, boolean onFailure, Resolver resolver) {
    if (action instanceof Action.Set set) {
      return set(set, onFailure, resolver);
    }
    if (action instanceof Action.Retry retry) {
      if (!onFailure) {
        return onlyOnFailure(retry.span(), "retry");
      }
      Optional<Expression> after = retry.after().flatMap(each -> resolver.resolve(each, Type.TIME));
      return retry.after().isPresent() && after.isEmpty()
          ? Optional.empty()
          : Optional.of(new Rule.Action.Retry(retry.span(), after));
    }
    return verb((Action.Verb) action, onFailure);
  }

  private Optional<Rule.Action> set(Action.Set set, boolean onFailure, Resolver resolver) {
    Optional<Resource> resource = Resource.named(set.name().text());
    if (resource.isEmpty() || resource.get() == Resource.EXECUTOR && onFailure) {
      var known =
          java.util.Arrays.stream(Resource.values())
              .filter(each -> each != Resource.EXECUTOR || !onFailure)
              .map(Resource::word)
              .toList();
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0201, set.name().span(), "a rule cannot set `" + set.name().text() + "`")
              .hint(
                  Suggestion.didYouMean(set.name().text(), known)
                      .or(() -> Optional.of("it can set `" + String.join("`, `", known) + "`"))));
      return Optional.empty();
    }
    boolean isNext =
        set.value() instanceof hdw.ast.Expression.Reference next && next.name().equals("next");
    if (resource.get() == Resource.QUEUE && isNext) {
      return onFailure
          ? Optional.of(new Rule.Action.NextQueue(set.span()))
          : onlyOnFailure(set.value().span(), "next");
    }
    return resolver
        .resolve(set.value(), resource.get().type())
        .map(value -> new Rule.Action.Set(set.span(), resource.get(), value));
  }

  private Optional<Rule.Action> verb(Action.Verb action, boolean onFailure) {
    String word = action.verb().text();
    Optional<String> object = action.object().map(hdw.ast.Name::text);
    Verb verb =
        word.equals("avoid") && object.equals(Optional.of("node"))
            ? Verb.AVOID_NODE
            : object.isEmpty() ? VERBS.get(word) : null;
    if (verb == null) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0313, action.span(), "`" + action.span().text() + "` is no action")
              .hint(
                  (word.equals("avoid")
                          ? Optional.of("write `avoid node`")
                          : Suggestion.didYouMean(word, WORDS))
                      .or(
                          () ->
                              Optional.of(
                                  "actions are `name = value`, `retry`, `skip`, `fail`, `abort`, `halve`, `avoid node`"))));
      return Optional.empty();
    }
    return onFailure
        ? Optional.of(new Rule.Action.Do(action.span(), verb))
        : onlyOnFailure(action.span(), word);
  }

  private Optional<Rule.Action> onlyOnFailure(Span span, String word) {
    diagnostics.add(
        Diagnostic.of(Code.HDW0313, span, "`" + word + "` means something only after a failure")
            .hint("write `rule NAME on failure { ... }`"));
    return Optional.empty();
  }

  /** At most one action may say how it goes on. */
  private void checkEndings(List<Rule.Action> actions) {
    Rule.Action first = null;
    for (Rule.Action each : actions) {
      boolean ends =
          each instanceof Rule.Action.Retry
              || each instanceof Rule.Action.Do act && act.verb() != Verb.AVOID_NODE;
      if (ends && first != null) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0313, each.span(), "a rule goes on in one way only")
                .note("the other way stands at", first.span()));
      }
      first = ends && first == null ? each : first;
    }
  }

  Optional<Symptom> analyze(Declaration.Symptom symptom) {
    Optional<Reason> reason = Reason.named(symptom.reason().text());
    if (reason.isEmpty()) {
      List<String> known = names.known(Symbol.Kind.REASON);
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0203,
                  symptom.span(),
                  "there is no reason `" + symptom.reason().text() + "`")
              .hint(
                  Suggestion.didYouMean(symptom.reason().text(), known)
                      .or(() -> Optional.of("reasons are `" + String.join("`, `", known) + "`"))));
    }
    Locals locals = Locals.none().withFailure().with("task", Scope.JOB, "task", Type.TASK);
    Optional<Expression> when =
        new Resolver(names, locals, diagnostics).resolve(symptom.when(), Type.TRUTH);
    return reason.isPresent() && when.isPresent()
        ? Optional.of(new Symptom(symptom.span(), reason.get(), when.get()))
        : Optional.empty();
  }
}
