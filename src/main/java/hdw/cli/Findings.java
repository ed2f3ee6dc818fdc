package hdw.cli;

import hdw.model.Executor;
import hdw.run.Event;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to say of a run besides its counts, in lines for people. */
final class Findings {
  private static final int MOST_JOBS_NAMED = 3;

  private Findings() {}

  /** One line for jobs that failed alike, and one with their names. */
  static String of(FailureGroup group) {
    return group.jobs().size()
        + " x "
        + group.reason()
        + ": "
        + group.evidence()
        + "\n    "
        + named(group.jobs());
  }

  /** That a batch system took jobs, and under which name. */
  static String submitted(Event.Submitted submitted) {
    return "  "
        + submitted.batch()
        + ": "
        + submitted.jobs()
        + (submitted.jobs() == 1 ? " job" : " jobs")
        + (submitted.executor().equals(Executor.DASK.word())
            ? " for the workers of Dask"
            : " in the queue of " + title(submitted) + " as " + submitted.id());
  }

  private static String title(Event.Submitted submitted) {
    return Executor.named(submitted.executor()).map(Executor::title).orElse(submitted.executor());
  }

  /** Why no more jobs of a node or a task are started. */
  static String of(RunSummary summary, Event.Paused paused) {
    return (summary.node(paused.name()).isPresent() ? "node " : "task ") + paused(paused);
  }

  /** That no more jobs of a node or a task are started, and why. */
  static String paused(Event.Paused paused) {
    return paused.name()
        + " is paused: "
        + (paused.canary()
            ? "its canary failed: "
            : "its first " + paused.jobs() + " jobs failed alike: ")
        + paused.evidence();
  }

  /** The pauses of a run. */
  static List<String> pauses(RunSummary summary) {
    return summary.state().paused().values().stream().map(each -> of(summary, each)).toList();
  }

  /** The jobs that batch systems hold, and why. */
  static List<String> held(RunSummary summary) {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    summary
        .held()
        .forEach(
            (hold, held) ->
                jobs.computeIfAbsent(hold.because(), each -> new ArrayList<>()).addAll(held));
    var lines = new ArrayList<String>();
    jobs.forEach(
        (because, held) -> lines.add(held.size() + " x held: " + because + "\n    " + named(held)));
    return lines;
  }

  /** The jobs that rules gave up. */
  static List<String> givenUp(RunSummary summary) {
    var lines = new ArrayList<String>();
    summary
        .givenUp()
        .forEach(
            (rule, jobs) ->
                lines.add(jobs.size() + " x skipped by rule " + rule + "\n    " + named(jobs)));
    return lines;
  }

  /** The samples of which something is missing. */
  static List<String> coverage(RunSummary summary) {
    return summary.uncovered().stream().map(Findings::of).toList();
  }

  private static String of(Event.Covered covered) {
    int open = covered.files() - covered.done() - covered.skipped() - covered.failed();
    return covered.node()
        + ": "
        + covered.done()
        + " of "
        + covered.files()
        + " files of sample "
        + covered.sample()
        + " done"
        + (covered.skipped() > 0 ? ", " + covered.skipped() + " skipped" : "")
        + (covered.failed() > 0 ? ", " + covered.failed() + " failed" : "")
        + (open > 0 ? ", " + open + " not tried" : "")
        + covered.events().map(each -> "; " + each + " events").orElse("");
  }

  private static String named(List<String> jobs) {
    String first = String.join(", ", jobs.subList(0, Math.min(MOST_JOBS_NAMED, jobs.size())));
    return jobs.size() > MOST_JOBS_NAMED
        ? first + " and " + (jobs.size() - MOST_JOBS_NAMED) + " more"
        : first;
  }
}
