package hdw.run;

import hdw.rules.Decision;
import hdw.rules.Raised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What only a job has that failed once, or of which a person asked something. */
final class Troubles {
  /** Those of a job that had none; it is never changed. */
  static final Troubles NONE = new Troubles();

  private final List<Event.Failed> failures = new ArrayList<>(2);
  private final List<Raised> raised = new ArrayList<>(2);
  private final List<Raised> asked = new ArrayList<>(0);
  private final Set<String> avoided = new LinkedHashSet<>(2);
  private int tries;
  private int reactions;
  private Optional<Instant> retryAt = Optional.empty();
  private Optional<String> passedBy = Optional.empty();

  /** These, or new ones in the place of none. */
  Troubles own() {
    return this == NONE ? new Troubles() : this;
  }

  void add(Event.Failed failed, Instant time) {
    Decision decision = failed.decision();
    failures.add(failed);
    tries++;
    raised.addAll(decision.raised());
    if (decision.avoidNode()) {
      avoided.add(failed.host());
    }
    reactions += decision.kind() == Decision.Kind.RETRY ? 1 : 0;
    retryAt = decision.after().map(each -> time.plusSeconds(each.seconds()));
  }

  /** A rule skipped the job in an earlier run. */
  void pass(String rule) {
    passedBy = Optional.of(rule);
  }

  /** The rule that skipped it in an earlier run. */
  Optional<String> passedBy() {
    return passedBy;
  }

  /** A person asks for something, which holds until the end of the run. */
  void ask(List<Raised> more) {
    raised.addAll(more);
    asked.addAll(more);
  }

  /** The job is wanted anew: what happened is kept, and no longer counts. */
  void forgive() {
    if (this != NONE) {
      tries = 0;
      reactions = 0;
      raised.retainAll(asked);
      avoided.clear();
      retryAt = Optional.empty();
      passedBy = Optional.empty();
    }
  }

  int tries() {
    return tries;
  }

  int reactions() {
    return reactions;
  }

  List<Raised> raised() {
    return List.copyOf(raised);
  }

  Set<String> avoided() {
    return Set.copyOf(avoided);
  }

  Optional<Instant> retryAt() {
    return retryAt;
  }

  Optional<Event.Failed> last() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
  }

  List<Event.Failed> failures() {
    return List.copyOf(failures);
  }
}
