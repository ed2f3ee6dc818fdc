package hdw.cli;

import hdw.json.JsonReader;
import hdw.model.Executor;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.LeftInQueues;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw why}: where each value of a job came from, what it waits for, why it ran again. */
final class WhyCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "why",
            "Says where a job's values came from, what it waits for, and why it ran.",
            "hdw why merged/DYto2L/nominal");
    Options.text(spec, "RUN", "the run (default: the latest)", "--run");
    Options.argument(spec, "JOB", "1..*", "jobs, by id or a unique beginning");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).find(Options.value(parsed, "--run", "latest"));
    RunSummary summary = RunSummary.read(folder, new BatchSystems());
    for (String each : Options.arguments(parsed)) {
      print(summary, folder, Jobs.find(summary, each), console);
    }
    return ExitCode.DONE;
  }

  private static void print(RunSummary summary, RunFolder folder, JobStory job, Console console)
      throws IOException {
    console.out().println(job.id() + ": " + WhyText.state(job));
    job.because()
        .ifPresent(because -> console.out().println("  it " + runs(job) + " because " + because));
    job.blockedBy()
        .ifPresent(
            by ->
                console
                    .out()
                    .println(
                        "  it cannot run because `"
                            + by
                            + (job.allowed() ? "` was given up" : "` failed")));
    String task = summary.taskOf(job.id());
    for (Event.Failed each : job.failures()) {
      WhyText.attempt(each).forEach(line -> console.out().println("  " + line));
      var logs = AttemptLogs.of(folder, task, job.id(), each.attempt());
      console.out().println("    " + logs.lastErr());
    }
    summary.nodeOf(job.id()).ifPresent(node -> printOfNode(summary, folder, job, node, console));
  }

  private static void printOfNode(
      RunSummary summary,
      RunFolder folder,
      JobStory job,
      Map<String, Object> node,
      Console console) {
    if (job.state() == JobStory.State.WAITING) {
      sayWaits(summary, job, node, console);
    } else if (job.state() == JobStory.State.QUEUED) {
      saySchedulersWords(summary, folder, job, node, console);
    }
    Map<String, Object> origins = JsonReader.inner(node, "origins").orElse(Map.of());
    List<String> values = WhyText.values(origins, job);
    if (!values.isEmpty()) {
      console.out().println("  what it asks for, and who said so:");
      values.forEach(each -> console.out().println("    " + each));
    }
  }

  /** What the batch system itself says of a job that does not start. */
  private static void saySchedulersWords(
      RunSummary summary,
      RunFolder folder,
      JobStory job,
      Map<String, Object> node,
      Console console) {
    Executor executor =
        JsonReader.text(node, "executor").flatMap(Executor::named).orElse(Executor.LOCAL);
    try {
      new LeftInQueues(folder, summary.state(), new BatchSystems())
          .whyWaiting(job, summary.taskOf(job.id()), executor)
          .ifPresent(said -> said.lines().forEach(line -> console.out().println("  " + line)));
    } catch (IOException silent) {
      console.out().println("  " + Surroundings.words(silent));
    }
  }

  private static String runs(JobStory job) {
    return switch (job.state()) {
      case DONE, FAILED, HALVED -> "ran";
      case RUNNING, WAITING, QUEUED, HELD -> "runs";
      case SKIPPED -> job.skippedBy().isPresent() ? "ran" : "would run";
    };
  }

  private static void sayWaits(
      RunSummary summary, JobStory job, Map<String, Object> node, Console console) {
    job.retryAt()
        .ifPresent(time -> console.out().println("  it is tried again, not before " + time));
    for (Event.Paused each : summary.pausesOf(job.id())) {
      console.out().println("  it waits: " + Findings.of(summary, each));
      console.out().println("  to go on all the same: hdw resume --go-on");
    }
    List<String> after = JsonReader.texts(node, "after");
    summary.nodes().stream()
        .filter(each -> after.contains(each.id()) && each.done() < each.jobs())
        .forEach(
            each ->
                console
                    .out()
                    .println(
                        "  it waits for "
                            + each.id()
                            + ": "
                            + each.done()
                            + " of "
                            + each.jobs()
                            + " jobs are done"));
  }
}
