package hdw.cli;

import hdw.json.JsonReader;
import hdw.run.Event;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    RunSummary summary = RunSummary.read(folder);
    for (String each : Options.arguments(parsed)) {
      print(summary, folder, Jobs.find(summary, each), console);
    }
    return ExitCode.DONE;
  }

  private static void print(RunSummary summary, RunFolder folder, JobStory job, Console console) {
    console.out().println(job.id() + ": " + state(job));
    job.because()
        .ifPresent(because -> console.out().println("  it " + runs(job) + " because " + because));
    job.blockedBy()
        .ifPresent(by -> console.out().println("  it cannot run because `" + by + "` failed"));
    Optional<Map<String, Object>> node = summary.nodeOf(job.id());
    String task = summary.taskOf(job.id());
    for (Event.Failed each : job.failures()) {
      String log = RunFolder.log(task, job.id(), each.attempt());
      console
          .out()
          .println(
              "  attempt "
                  + each.attempt()
                  + " failed after "
                  + each.usage().milliseconds() / 1000.0
                  + " s: "
                  + each.cause().reason().word()
                  + (each.exit().isPresent() ? ", exit code " + each.exit().getAsInt() : "")
                  + " on "
                  + each.host());
      console.out().println("    " + each.cause().line());
      console.out().println("    " + folder.file(log + ".err"));
    }
    node.ifPresent(
        found -> {
          sayWaits(summary, job, found, console);
          if (found.get("origins") instanceof Map<?, ?> origins) {
            console.out().println("  what it asks for, and who said so:");
            origins.forEach(
                (name, chain) -> console.out().println("    " + name + " = " + chain(chain)));
          }
        });
  }

  private static String runs(JobStory job) {
    return switch (job.state()) {
      case DONE, FAILED -> "ran";
      case RUNNING, WAITING -> "runs";
      case HALVED -> "ran";
      case SKIPPED -> "would run";
    };
  }

  private static String state(JobStory job) {
    return switch (job.state()) {
      case DONE ->
          job.kept() ? "done in an earlier run; nothing that it is made from has changed" : "done";
      case FAILED -> "failed";
      case RUNNING -> "running";
      case SKIPPED -> "skipped";
      case WAITING -> "waiting";
      case HALVED -> "cut into halves, which run in its place";
    };
  }

  private static void sayWaits(
      RunSummary summary, JobStory job, Map<String, Object> node, Console console) {
    if (job.state() != JobStory.State.WAITING) {
      return;
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

  /** The value that counts first, then what it replaced. */
  private static String chain(Object chain) {
    if (!(chain instanceof List<?> steps) || steps.isEmpty()) {
      return "";
    }
    var text = new StringBuilder(steps.get(steps.size() - 1).toString());
    for (int i = steps.size() - 2; i >= 0; i--) {
      text.append(" <- ").append(steps.get(i));
    }
    return text.toString();
  }
}
