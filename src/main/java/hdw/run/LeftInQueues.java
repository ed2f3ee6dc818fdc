package hdw.run;

import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Happening;
import hdw.executor.JobLog;
import hdw.json.JsonReader;
import hdw.model.Executor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a run is in the queues of batch systems, seen without a driver. */
public final class LeftInQueues {
  private final RunFolder folder;
  private final RunState state;
  private final Systems systems;

  /** Of the run in a folder whose journal says this. */
  public LeftInQueues(RunFolder folder, RunState state, Systems systems) {
    this.folder = folder;
    this.state = state;
    this.systems = systems;
  }

  /** What is done with a batch system. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(BatchSystem system) throws IOException;
  }

  /** Whether the journal says of some job that it is in a queue. */
  public boolean mayBe() {
    return state.jobs().stream().anyMatch(LeftInQueues::isAway);
  }

  private static boolean isAway(JobStory job) {
    return job.state().isUnderWay() && !job.submission().isEmpty();
  }

  /**
   * How many jobs there are.
   *
   * @throws IOException where a batch system does not answer
   */
  int count() throws IOException {
    int count = 0;
    for (Executor each : used()) {
      count += ask(each, system -> system.present().size());
    }
    return count;
  }

  /**
   * The jobs that were submitted ahead and have ended since, which nobody has written down: whoever
   * takes the run up next looks at how.
   *
   * @throws IOException where the batch system does not answer
   */
  Set<String> endedAhead() throws IOException {
    Map<AttemptKey, JobStory> attempts = AheadAttempts.open(state, RunSummary.read(folder)::taskOf);
    return attempts.isEmpty()
        ? Set.of()
        : ask(Executor.SLURM, system -> system.whereabouts(attempts.keySet())).stream()
            .filter(Happening.Ended.class::isInstance)
            .map(each -> attempts.get(each.key()).id())
            .collect(Collectors.toSet());
  }

  /**
   * Takes all of them out of the queues; safe to repeat.
   *
   * @return how many there were
   * @throws IOException where a batch system does not answer
   */
  int removeAll(String because) throws IOException {
    int removed = 0;
    for (Executor each : used()) {
      removed += ask(each, system -> system.removeAll(because));
    }
    return removed;
  }

  /**
   * Why a job that is in a queue does not start, in the words of its batch system.
   *
   * @throws IOException where that does not answer
   */
  public Optional<String> whyWaiting(JobStory job, String task, Executor executor)
      throws IOException {
    if (!isAway(job)) {
      return Optional.empty();
    }
    JobLog log = JobLog.of(task, job.id());
    AttemptKey key = AttemptKey.of(job.submission(), log, job.lastStarted());
    return ask(executor, system -> system.whyWaiting(key));
  }

  private <T> T ask(Executor executor, Question<T> question) throws IOException {
    try (BatchSystem system = systems.open(executor, folder)) {
      return question.ask(system);
    }
  }

  /** The batch systems that took submissions, and those that may have before a driver died. */
  private Set<Executor> used() throws IOException {
    Set<Executor> used = EnumSet.noneOf(Executor.class);
    for (Event.Submitted each : state.submissions().values()) {
      Executor.named(each.executor()).ifPresent(used::add);
    }
    if (!state.lastToken().isEmpty() && !state.submissions().containsKey(state.lastToken())) {
      JsonReader.objects(JsonReader.object(Files.readString(folder.plan())), "nodes").stream()
          .flatMap(each -> JsonReader.text(each, "executor").stream())
          .flatMap(each -> Executor.named(each).stream())
          .filter(each -> each != Executor.LOCAL)
          .forEach(used::add);
    }
    return used;
  }
}
