package hdw.rules;

import hdw.eval.Bindings;
import hdw.graph.Node;
import hdw.model.Reason;
import hdw.rules.Cause.Sureness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a job climbs that fails for one reason again and again, as far as the reason alone decides.
 *
 * @param again the decisions to try again, in order
 * @param last the decision that ends it
 * @param requests what each attempt asks for, the first one included
 */
public record Ladder(Reason reason, List<Decision> again, Decision last, List<Request> requests) {
  /** No ladder is longer, whatever {@code retries} says: nobody reads on. */
  private static final int LONGEST = 30;

  /** Copies the lists. */
  public Ladder {
    again = List.copyOf(again);
    requests = List.copyOf(requests);
  }

  /**
   * A job whose ladders are asked for.
   *
   * @param values the values of the job
   */
  public record Job(Node node, Request request, Bindings values) {}

  /**
   * The ladder of a job.
   *
   * @param alike whether it fails in the same way each time
   */
  public static Ladder of(Reactions reactions, Job job, Reason reason, boolean alike) {
    var again = new ArrayList<Decision>();
    var requests = new ArrayList<>(List.of(job.request()));
    while (true) {
      int attempt = requests.size();
      Request request = requests.get(attempt - 1);
      var failure =
          new Reactions.Failure(
              nothingKnown(), cause(reason), attempt, alike && attempt > 1, attempt - 1);
      Decision decision = reactions.decide(failure, request, job.node(), job.values());
      boolean ends =
          decision.kind() != Decision.Kind.RETRY && decision.kind() != Decision.Kind.HALVE;
      if (ends || attempt > LONGEST) {
        return new Ladder(reason, again, decision, requests);
      }
      again.add(decision);
      requests.add(reactions.raise(request, job.node(), decision.raised()));
    }
  }

  /** The rule that decides first; none where no rule matches. */
  public Optional<String> rule() {
    return (again.isEmpty() ? last : again.get(0)).rule();
  }

  private static Cause cause(Reason reason) {
    return new Cause(reason, Sureness.CERTAIN, List.of(), "", "");
  }

  private static Evidence nothingKnown() {
    return new Evidence(
        OptionalInt.empty(),
        Verdict.ENDED,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        List.of(),
        "",
        0);
  }
}
