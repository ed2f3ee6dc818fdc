package hdw.rules;

import hdw.catalog.Catalog;
import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.eval.EvaluationException;
import hdw.eval.Evaluator;
import hdw.eval.MissingVariableException;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.model.Resource;
import hdw.model.Rule;
import hdw.model.Scope;
import hdw.model.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is done about a failed attempt: the first reaction whose condition holds. */
public final class Reactions {
  private final Workflow workflow;
  private final Catalog catalog;
  private final NodeValues values;
  private final Raising raising;

  /** The reactions of a workflow whose samples are known. */
  public Reactions(Workflow workflow, Catalog catalog) {
    this.workflow = workflow;
    this.catalog = catalog;
    this.values = new NodeValues(catalog, new Diagnostics());
    this.raising = new Raising(new Queues(workflow, values));
  }

  /**
   * A failed attempt.
   *
   * @param attempt the job's own failed attempts, this one included
   * @param repeated whether the failed attempt before had the same sign
   * @param reactions how many reactions have tried this job again already
   */
  public record Failure(
      Evidence evidence, Cause cause, int attempt, boolean repeated, int reactions) {}

  /**
   * A rule, and whether it would decide.
   *
   * @param why what in its condition does not hold; empty where it holds
   */
  public record Trial(Rule rule, Optional<String> why) {
    /** Whether its condition holds. */
    public boolean fires() {
      return why.isEmpty();
    }
  }

  /**
   * What is done about a failed attempt at a job.
   *
   * @param request what the failed attempt asked for
   * @param job the values of the job
   */
  public Decision decide(Failure failure, Request request, Node node, Bindings job) {
    return decide(failure, request, job.or(values.bindings(node)));
  }

  /** The same for a job of which no more is known than these values. */
  Decision decide(Failure failure, Request request, Bindings job) {
    Bindings bindings = bindings(failure, request, job);
    for (Rule each : workflow.reactions()) {
      Optional<Decision> decision = decision(each, failure, request, bindings);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return Decision.fail("no rule matches " + failure.cause().reason().word());
  }

  /** The reactions up to the one that decides, and what in each before did not hold. */
  public List<Trial> trials(Failure failure, Request request, Node node, Bindings job) {
    return trials(failure, request, job.or(values.bindings(node)));
  }

  /** The same for a job of which no more is known than these values. */
  List<Trial> trials(Failure failure, Request request, Bindings job) {
    Bindings bindings = bindings(failure, request, job);
    var conditions = new Conditions(bindings, catalog.world());
    var trials = new ArrayList<Trial>();
    for (Rule each : workflow.reactions()) {
      boolean decides = decision(each, failure, request, bindings).isPresent();
      trials.add(
          new Trial(each, decides ? Optional.empty() : Optional.of(conditions.whyNot(each))));
      if (decides) {
        break;
      }
    }
    return trials;
  }

  /**
   * What the next attempt asks for, its queue chosen again where nobody named one.
   *
   * @throws IllegalArgumentException in words, where no queue allows it; a decision to try again
   *     never asks for that
   */
  public Request raise(Request request, Node node, List<Raised> raised) {
    Raising.Outcome outcome = raising.apply(request, raised);
    return outcome
        .request()
        .orElseThrow(() -> new IllegalArgumentException(node.id() + ": " + outcome.problem()));
  }

  private static Bindings bindings(Failure failure, Request request, Bindings job) {
    Bindings ofRequest =
        variable ->
            variable.scope() == Scope.RESOURCE
                ? Resource.named(variable.name()).flatMap(request::value)
                : Optional.empty();
    return FailureBindings.of(failure).or(ofRequest).or(job);
  }

  /** What a rule decides; nothing where its condition does not hold, or asks what nobody knows. */
  private Optional<Decision> decision(
      Rule rule, Failure failure, Request request, Bindings bindings) {
    var evaluator = new Evaluator(bindings, catalog.world());
    try {
      boolean holds = rule.when().isEmpty() || evaluator.holds(rule.when().get());
      return holds
          ? Optional.of(new Reaction(rule, failure, request, raising).decide(evaluator))
          : Optional.empty();
    } catch (MissingVariableException unknown) {
      return Optional.empty();
    } catch (EvaluationException noValue) {
      return Optional.of(Reaction.failing(rule, noValue.diagnostic().message()));
    }
  }

  /** The condition of a rule as it was written, on one line; {@code always} without one. */
  public static String condition(Rule rule) {
    return rule.when().map(Conditions::text).orElse("always");
  }
}
