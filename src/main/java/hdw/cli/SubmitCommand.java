package hdw.cli;

import hdw.run.Continuation;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw submit --ahead}: gives everything to Slurm at once, so that no driver is needed. */
final class SubmitCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "submit",
            "Submits all jobs of a workflow to Slurm at once, which wait there for one another.",
            "hdw submit --ahead analysis.hdw",
            "hdw status                 shows how far it is, though nothing of hdw runs",
            "hdw resume                 takes it up: rules act on what failed");
    Options.flag(spec, "everything at once, without a driver", "--ahead");
    Options.flag(spec, "starts from nothing", "--new");
    Options.texts(spec, "TASK", "runs this task again, and what hangs on it", "--redo");
    Options.flag(spec, "does not try setup and the first word of run beforehand", "--no-try");
    Options.flag(spec, "takes files that are already there as results", "--adopt");
    Options.flag(spec, "replaces files that are already there", "--overwrite");
    Options.text(
        spec,
        "DIR",
        "keeps the run's folder in DIR (default: .hdw beside the workflow)",
        "--run-dir");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    if (!Options.has(parsed, "--ahead")) {
      throw new UsageException(
          "hdw submit wants --ahead; hdw run --detach submits what is ready, and follows it");
    }
    return new Driving(parsed, Continuation.RUN, console).ahead().run();
  }
}
