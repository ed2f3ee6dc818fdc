package hdw.rules;

import hdw.catalog.Catalog;
import hdw.catalog.Sample;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.model.Case;
import hdw.model.Expression.Variable;
import hdw.model.Scope;
import hdw.model.Setting;
import hdw.model.Value;
import hdw.model.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the tests of rules: what is given goes through causes and reactions, as a failure does. */
public final class Cases {
  private final Workflow workflow;
  private final Catalog catalog;
  private final Bindings globals;

  /**
   * The cases of a workflow.
   *
   * @param catalog where the samples are that cases name; no values of params are needed
   */
  public Cases(Workflow workflow, Catalog catalog) {
    this.workflow = workflow;
    this.catalog = catalog;
    this.globals = new Globals(workflow.globals(), catalog.world());
  }

  /** What is wrong with a case; nothing where it comes out as expected. */
  public Optional<Diagnostic> problem(Case test) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<String, Setting> each : test.given().entrySet()) {
      Setting setting = each.getValue();
      try {
        values.put(
            each.getKey(), new Evaluator(globals, catalog.world()).evaluate(setting.value()));
      } catch (EvaluationException noValue) {
        return Optional.of(noValue.diagnostic());
      } catch (MissingVariableException unknown) {
        return Optional.of(
            Diagnostic.of(
                Code.HDW0601, setting.span(), "`" + each.getKey() + "` has no value here"));
      }
    }
    return problem(test, new Given(values));
  }

  private Optional<Diagnostic> problem(Case test, Given given) {
    Cause cause = given.cause(workflow, catalog.world());
    Decision decision = decide(test, given, cause);
    if (Expectation.of(test.expect()).isMetBy(cause, decision)) {
      return Optional.empty();
    }
    var diagnostic =
        Diagnostic.of(
            Code.HDW0601,
            test.span(),
            "case `"
                + test.name()
                + "` expects `"
                + test.expect()
                + "` but gets `"
                + decision.text()
                + "`");
    diagnostic =
        decision.rule().isPresent()
            ? withRule(diagnostic, decision)
            : diagnostic.note("no rule matches");
    return Optional.of(
        diagnostic.note("the reason is " + cause.reason().word() + ": " + because(cause)));
  }

  private Diagnostic withRule(Diagnostic diagnostic, Decision decision) {
    Diagnostic named = diagnostic;
    for (hdw.model.Rule each : workflow.reactions()) {
      if (decision.rule().equals(Optional.of(each.name()))) {
        named = named.note("rule `" + each.name() + "` decides at", each.span());
      }
    }
    return decision.note().isEmpty() ? named : named.note(decision.note());
  }

  private static String because(Cause cause) {
    return String.join(", ", cause.because());
  }

  private Decision decide(Case test, Given given, Cause cause) {
    Request request = given.request(workflow, catalog, "case " + test.name());
    Bindings job = given.or(variable -> ofSample(given, variable)).or(globals);
    return new Reactions(workflow, catalog).decide(given.failure(cause), request, job);
  }

  private Optional<Value> ofSample(Given given, Variable variable) {
    if (variable.scope() != Scope.SAMPLE) {
      return Optional.empty();
    }
    Optional<Sample> sample =
        Optional.ofNullable(given.values().get("sample"))
            .flatMap(each -> catalog.sample(each.text()));
    return switch (variable.name()) {
      case "files" -> sample.map(each -> Value.Numeric.of(each.files().size()));
      case "bytes" -> sample.map(each -> new Value.Size(each.bytes()));
      default -> sample.map(each -> each.metadata().get(variable.name()));
    };
  }
}
