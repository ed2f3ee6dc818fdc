package hdw.cli;

import hdw.run.AttemptLogs;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw logs}: what jobs printed, attempt by attempt. */
final class LogsCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "logs",
            "Shows what jobs printed, attempt by attempt.",
            "hdw logs ntuple/DYto2L/nominal/file",
            "hdw logs --failed   the last words of one job of each kind of failure");
    Options.flag(spec, "of jobs that failed alike, the lines around the error of one", "--failed");
    Options.flag(spec, "only standard error", "--err");
    Options.flag(spec, "goes on until the job is over, through all its attempts", "--follow");
    Options.text(spec, "N", "only this attempt", "--attempt");
    Options.text(spec, "RUN", "the run (default: the latest)", "--run");
    Options.argument(spec, "JOB", "0..*", "jobs, by id or a unique beginning");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).find(Options.value(parsed, "--run", "latest"));
    RunSummary summary = RunSummary.read(folder, new BatchSystems());
    List<String> wanted = Options.arguments(parsed);
    if (Options.has(parsed, "--failed")) {
      printFailed(summary, folder, parsed, console);
    } else if (wanted.isEmpty()) {
      throw new UsageException("name a job, or say --failed");
    }
    for (String each : wanted) {
      JobStory job = Jobs.find(summary, each);
      print(summary, folder, job, parsed, console);
      if (Options.has(parsed, "--follow")) {
        LogFollower.follow(summary, folder, job, Options.has(parsed, "--err"), console);
      }
    }
    return ExitCode.DONE;
  }

  private static void printFailed(
      RunSummary summary, RunFolder folder, ParseResult parsed, Console console)
      throws IOException {
    new FailedLogs(
            summary,
            folder,
            Options.has(parsed, "--err"),
            Options.number(parsed, "--attempt", 1, 0),
            Options.value(parsed, "--run", ""))
        .print(console);
  }

  private static void print(
      RunSummary summary, RunFolder folder, JobStory job, ParseResult parsed, Console console)
      throws IOException {
    String task = summary.taskOf(job.id());
    int only = Options.number(parsed, "--attempt", 1, 0);
    boolean any = false;
    for (int attempt = 1; attempt <= job.attempts(); attempt++) {
      if (only == 0 || only == attempt) {
        var logs = AttemptLogs.of(folder, task, job.id(), attempt);
        for (AttemptLogs.Printed each : logs.printed(Options.has(parsed, "--err"))) {
          print(each, console);
          any = true;
        }
      }
    }
    if (!any) {
      console.say(
          job.id()
              + " printed nothing"
              + (job.kept() ? " in this run: its result was kept from an earlier one" : ""));
    }
  }

  private static void print(AttemptLogs.Printed printed, Console console) throws IOException {
    console.out().println("==> " + printed.title() + " (" + printed.file() + ")");
    console.out().flush();
    Files.copy(printed.file(), console.out());
    console.out().println();
  }
}
