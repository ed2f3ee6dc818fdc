package hdw.rules;

import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.model.Expression;
import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Type;
import hdw.model.Value;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule whose condition holds for a failed attempt, and what comes of its actions. */
record Reaction(Rule rule, Reactions.Failure failure, Request request, Raising raising) {

  /** What is done; a job that would be tried again fails where that is not allowed. */
  Decision decide(Evaluator evaluator) throws EvaluationException {
    List<Raised> raised = raised(evaluator);
    Optional<WallTime> after = after(evaluator);
    Decision.Kind kind = kind();
    boolean again = kind == Decision.Kind.RETRY || kind == Decision.Kind.HALVE;
    if (!again) {
      return new Decision(kind, name(), List.of(), Optional.empty(), false, "");
    }
    Optional<String> problem = used().or(() -> same(raised));
    Raising.Outcome outcome =
        has(Rule.Action.NextQueue.class)
            ? raising.toNextQueue(request, raised, source())
            : raising.apply(request, raised);
    problem =
        problem.or(
            () ->
                outcome.request().isPresent() ? Optional.empty() : Optional.of(outcome.problem()));
    if (problem.isPresent()) {
      return failing(rule, problem.get());
    }
    return new Decision(kind, name(), outcome.raised(), after, avoidsNode(), "");
  }

  /** The job fails, although a rule would have it otherwise. */
  static Decision failing(Rule rule, String note) {
    return new Decision(
        Decision.Kind.FAIL, Optional.of(rule.name()), List.of(), Optional.empty(), false, note);
  }

  private Optional<String> name() {
    return Optional.of(rule.name());
  }

  private String source() {
    return "rule " + rule.name() + ", attempt " + failure.attempt();
  }

  /** Actions see the values from before the rule, as those of a placement do. */
  private List<Raised> raised(Evaluator evaluator) throws EvaluationException {
    var raised = new ArrayList<Raised>();
    for (Rule.Action each : rule.actions()) {
      if (each instanceof Rule.Action.Set set) {
        Value value = evaluator.evaluate(set.value(), set.resource().type());
        raised.add(new Raised(set.resource(), value, source()));
      }
    }
    return raised;
  }

  private Optional<WallTime> after(Evaluator evaluator) throws EvaluationException {
    for (Rule.Action each : rule.actions()) {
      if (each instanceof Rule.Action.Retry retry && retry.after().isPresent()) {
        Expression after = retry.after().get();
        return Optional.of(((Value.Time) evaluator.evaluate(after, Type.TIME)).time());
      }
    }
    return Optional.empty();
  }

  /** How it goes on; a rule that only asks for more means to try again. */
  private Decision.Kind kind() {
    for (Rule.Action each : rule.actions()) {
      if (each instanceof Rule.Action.Do act && act.verb() != Rule.Verb.AVOID_NODE) {
        return Decision.Kind.valueOf(act.verb().name());
      }
    }
    return Decision.Kind.RETRY;
  }

  private boolean avoidsNode() {
    return rule.actions().stream()
        .anyMatch(each -> each instanceof Rule.Action.Do act && act.verb() == Rule.Verb.AVOID_NODE);
  }

  private boolean has(Class<? extends Rule.Action> kind) {
    return rule.actions().stream().anyMatch(kind::isInstance);
  }

  private Optional<String> used() {
    int most = request.retries();
    if (failure.reactions() < most) {
      return Optional.empty();
    }
    return Optional.of(
        switch (most) {
          case 0 -> "`retries` is 0";
          case 1 -> "1 retry is used up";
          default -> most + " retries are used up";
        });
  }

  /** Asking for the same again cannot help where a limit was the cause. */
  private Optional<String> same(List<Raised> raised) {
    boolean limited =
        failure.cause().reason() == Reason.OUT_OF_MEMORY
            || failure.cause().reason() == Reason.OUT_OF_TIME;
    boolean changes =
        raised.isEmpty()
            || avoidsNode()
            || has(Rule.Action.NextQueue.class)
            || raised.stream().anyMatch(this::isNew);
    return limited && !changes && kind() == Decision.Kind.RETRY
        ? Optional.of(present(raised.get(0).resource()) + " is all that the rule asks for")
        : Optional.empty();
  }

  private boolean isNew(Raised raised) {
    return !request.value(raised.resource()).equals(Optional.of(raised.value()));
  }

  private String present(Resource resource) {
    return resource.word() + " = " + request.value(resource).orElseThrow().text();
  }
}
