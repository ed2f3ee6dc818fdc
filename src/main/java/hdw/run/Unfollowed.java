package hdw.run;

import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.model.Executor;
import hdw.rules.Cause;
import hdw.rules.Causes;
import hdw.rules.Decision;
import hdw.rules.Evidence;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What became meanwhile of jobs that were submitted ahead, of which no driver writes anything down:
 * the batch system is asked, and what it says is added to the fold of the journal, and nowhere
 * else.
 *
 * <p>A job that ended well counts as done as its own script has seen to its outputs; why one failed
 * is said without the symptoms of its workflow. Whoever takes the run up looks at all of it again.
 */
final class Unfollowed {
  private static final String NOBODY = "no driver follows the run; hdw resume takes it up";

  private final RunFolder folder;
  private final RunState state;
  private final UnaryOperator<String> taskOf;
  private final Causes causes = Causes.withoutSymptoms();

  /**
   * Of the run in a folder whose journal says this.
   *
   * @param taskOf the task of a job
   */
  Unfollowed(RunFolder folder, RunState state, UnaryOperator<String> taskOf) {
    this.folder = folder;
    this.state = state;
    this.taskOf = taskOf;
  }

  /**
   * Adds it.
   *
   * @throws IOException where the batch system does not answer; nothing is added then
   */
  void add(Systems systems) throws IOException {
    Map<AttemptKey, JobStory> attempts = AheadAttempts.open(state, taskOf);
    if (attempts.isEmpty()) {
      return;
    }
    try (BatchSystem system = systems.open(Executor.SLURM, folder)) {
      List<Happening> found = system.whereabouts(attempts.keySet());
      for (Happening each : system.news()) {
        if (each instanceof Happening.Began && attempts.containsKey(each.key())) {
          add(each, attempts.get(each.key()));
        }
      }
      for (Happening each : found) {
        add(each, attempts.get(each.key()));
      }
    }
  }

  private void add(Happening happening, JobStory job) {
    int attempt = job.lastStarted();
    if (happening instanceof Happening.Began began) {
      state.see(new Event.Began(job.id(), attempt, began.host(), began.restarts()), began.at());
    } else if (happening instanceof Happening.Held held) {
      state.see(new Event.Held(job.id(), attempt, held.because()), job.startedAt());
    } else if (happening instanceof Happening.Vanished) {
      state.see(new Event.Lost(job.id(), attempt, "what it takes from failed"), job.startedAt());
    } else if (happening instanceof Happening.Ended ended) {
      end(job, ended.ending());
    }
  }

  private void end(JobStory job, Ending ending) {
    var usage =
        new Usage(ending.ran().toMillis(), ending.memoryUsed().map(each -> each.bytes()), Map.of());
    Instant at = job.startedAt().plus(ending.ran());
    if (Judge.isWell(ending)) {
      state.see(new Event.Done(job.id(), job.lastStarted(), usage, JobRecord.NONE), at);
    } else {
      Cause cause = causes.of(evidence(job, ending), taskOf.apply(job.id()));
      state.see(
          new Event.Failed(
              job.id(),
              job.lastStarted(),
              usage,
              ending.exit(),
              job.host(),
              cause,
              Decision.fail(NOBODY)),
          at);
    }
  }

  private Evidence evidence(JobStory job, Ending ending) {
    String stem = RunFolder.log(taskOf.apply(job.id()), job.id(), job.lastStarted());
    String log = job.restarts() == 0 ? stem : stem + ".r" + job.restarts();
    return new Evidence(
        ending.exit(),
        ending.verdict(),
        ending.said(),
        ending.memoryUsed(),
        Optional.empty(),
        Optional.of(ending.ran()),
        Optional.empty(),
        Tail.of(folder.file(log + ".out")),
        Tail.of(folder.file(log + ".err")),
        List.of(),
        job.host(),
        job.restarts());
  }
}
