package hdw.insight;

import hdw.json.JsonReader;
import hdw.run.Event;
import hdw.run.JobRecord.Parts;
import hdw.run.JobStory;
import hdw.run.JobStory.State;
import hdw.run.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What two runs have differently of jobs, those of a task that differ alike together. */
final class JobChanges {
  private static final String NEVER = "0".repeat(16);

  private record Key(String task, List<String> what) {}

  private record Count(int jobs, String example) {
    Count plus(Count other) {
      return new Count(jobs + other.jobs, example);
    }
  }

  private final Map<Key, Count> parts = new LinkedHashMap<>();
  private final Map<Key, Count> missing = new LinkedHashMap<>();
  private final Map<Key, Count> outcomes = new LinkedHashMap<>();

  /** Compares the jobs of all nodes that both plans have. */
  void compare(RunSummary before, RunSummary after) {
    for (JobStory each : before.state().jobs()) {
      String task = before.taskOf(each.id());
      Optional<JobStory> now = after.state().job(each.id());
      if (now.isPresent()) {
        compare(task, each, now.get(), takesIn(before, each.id()) || takesIn(after, each.id()));
      } else if (after.node(before.idOfNode(each)).isPresent()) {
        add(missing, new Key(task, List.of("before")), each);
      }
    }
    for (JobStory each : after.state().jobs()) {
      boolean known = before.state().job(each.id()).isPresent();
      if (!known && before.node(after.idOfNode(each)).isPresent()) {
        add(missing, new Key(after.taskOf(each.id()), List.of("after")), each);
      }
    }
  }

  private static boolean takesIn(RunSummary run, String job) {
    return run.nodeOf(job).filter(each -> !JsonReader.texts(each, "after").isEmpty()).isPresent();
  }

  private void compare(String task, JobStory before, JobStory after, boolean takesIn) {
    List<String> differences = differences(before, after, takesIn);
    if (!differences.isEmpty()) {
      add(parts, new Key(task, differences), after);
    }
    String then = outcome(before);
    String now = outcome(after);
    if (!then.equals(now)) {
      add(outcomes, new Key(task, List.of(then, now)), after);
    }
  }

  /**
   * The parts that differ. The results that a job takes in are none of them: each run makes its
   * own. The hash of all that a job without a result is made from counts them, so that it says
   * nothing where there are any.
   */
  private static List<String> differences(JobStory before, JobStory after, boolean takesIn) {
    if (before.state() == State.DONE && after.state() == State.DONE) {
      Parts then = before.record().orElseThrow().parts();
      return after.record().orElseThrow().parts().differences(then);
    }
    boolean known = !takesIn && !before.made().equals(NEVER) && !after.made().equals(NEVER);
    return known && !before.made().equals(after.made()) ? List.of("unknown part") : List.of();
  }

  private static String outcome(JobStory job) {
    List<Event.Failed> failures = job.failures();
    return switch (job.state()) {
      case FAILED ->
          failures.isEmpty()
              ? "failed"
              : "failed: " + failures.get(failures.size() - 1).cause().reason().word();
      case HALVED -> "cut into halves";
      default -> job.state().name().toLowerCase(Locale.ROOT);
    };
  }

  private static void add(Map<Key, Count> counts, Key key, JobStory job) {
    counts.merge(key, new Count(1, job.id()), Count::plus);
  }

  /** The jobs that both have, but made from something else. */
  List<RunDiff.JobChange> parts() {
    var all = new ArrayList<RunDiff.JobChange>();
    parts.forEach(
        (key, count) ->
            all.add(new RunDiff.JobChange(key.task(), key.what(), count.jobs(), count.example())));
    return all;
  }

  /** The jobs that only one of the two has, though both have their nodes. */
  List<RunDiff.OneSided> missing() {
    var all = new ArrayList<RunDiff.OneSided>();
    missing.forEach(
        (key, count) ->
            all.add(
                new RunDiff.OneSided(
                    key.task(),
                    key.what().equals(List.of("after")),
                    count.jobs(),
                    count.example())));
    return all;
  }

  /** The jobs that both have, but that came to something else. */
  List<RunDiff.OutcomeChange> outcomes() {
    var all = new ArrayList<RunDiff.OutcomeChange>();
    outcomes.forEach(
        (key, count) ->
            all.add(
                new RunDiff.OutcomeChange(
                    key.task(),
                    key.what().get(0),
                    key.what().get(1),
                    count.jobs(),
                    count.example())));
    return all;
  }
}
