package hdw.cli;

import hdw.executor.Ending;
import hdw.executor.local.LocalExecutor;
import hdw.plan.JobInput.JobRef;
import hdw.run.Debugging;
import hdw.run.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw debug}: runs one job here, on one file, with its output on the terminal. */
final class DebugCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "debug",
            "Runs one job of a run here, on one file, and shows all that it prints.",
            "hdw debug ntuple/DYto2L/nominal/tree_7",
            "hdw debug ntuple/DYto2L/nominal/tree_7 --file tree_7.root");
    Options.text(spec, "NAME", "takes this input (the end of its path is enough)", "--file");
    Options.flag(spec, "takes all inputs of the job", "--all");
    Options.text(spec, "RUN", "the run (default: the latest)", "--run");
    Options.argument(spec, "JOB", "1", "a job, by its id or a unique beginning");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).find(Options.value(parsed, "--run", "latest"));
    Optional<PlannedRun> planned = PlannedRun.of(folder, console);
    if (planned.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    var debugging = new Debugging(planned.get().plan(), folder, planned.get().workFolder());
    String wanted = Options.arguments(parsed).get(0);
    JobRef job = one(debugging.find(wanted), wanted);
    Optional<String> input = Optional.ofNullable(Options.value(parsed, "--file", null));
    Debugging.Trial trial = debugging.trial(job, input, Options.has(parsed, "--all"));
    return run(debugging, trial, console);
  }

  private static JobRef one(List<JobRef> found, String wanted) {
    if (found.isEmpty()) {
      throw new UsageException("there is no job `" + wanted + "`");
    }
    if (found.size() > 1) {
      throw new UsageException(
          "`"
              + wanted
              + "` could be "
              + found.size()
              + " jobs, such as "
              + id(found.get(0))
              + " and "
              + id(found.get(1)));
    }
    return found.get(0);
  }

  private static String id(JobRef job) {
    return job.node().id(job.job());
  }

  private static ExitCode run(Debugging debugging, Debugging.Trial trial, Console console)
      throws IOException {
    console.say("job " + id(trial.job()) + " runs here, without limits");
    trial.inputs().forEach(each -> console.say("  takes " + each));
    try (var executor = new LocalExecutor(Optional.of(console.out()))) {
      Ending ending = debugging.run(trial, executor);
      console.out().flush();
      boolean well = ending.exit().orElse(-1) == 0;
      console.say(
          well
              ? "it ended well; what it wrote (the run's own outputs were not touched):"
              : "it ended with exit code " + ending.exit().orElse(-1));
      if (well) {
        trial.outputs().forEach(each -> console.say("  " + each));
      }
      return well ? ExitCode.DONE : ExitCode.JOBS_FAILED;
    }
  }
}
