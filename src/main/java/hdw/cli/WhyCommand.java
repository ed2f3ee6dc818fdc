package hdw.cli;

import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
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
      JobStory job = Jobs.find(summary, each);
      new WhyLines(summary, folder, job).withQueue().forEach(console.out()::println);
    }
    return ExitCode.DONE;
  }
}
