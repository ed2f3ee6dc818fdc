package hdw.cli;

import hdw.run.Continuation;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw run}: checks, plans, runs, and watches to the end. */
final class RunCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "run",
            "Runs a workflow, or what is missing or changed of it.",
            "hdw run analysis.hdw",
            "hdw run analysis.hdw -n               shows all that would be submitted",
            "hdw run analysis.hdw --only 'DY*' -j 4",
            "hdw run analysis.hdw --detach         goes on after logout; hdw status --watch",
            "hdw run analysis.hdw --executor iterative   one job at a time, with its output");
    Options.flag(
        spec, "renders every file that would be submitted, and submits nothing", "-n", "--dry-run");
    Options.text(
        spec, "N", "runs at most N cores' worth of jobs at a time here (default: all cores)", "-j");
    Detaching.addTo(spec);
    Options.flag(spec, "starts from nothing", "--new");
    Options.texts(spec, "TASK", "runs this task again, and what hangs on it", "--redo");
    Options.flag(spec, "stops at the first failed job", "--fail-fast");
    Options.flag(
        spec,
        "runs one chunk of each sample first; the others start when those have ended well",
        "--canary");
    Options.flag(spec, "goes on where the first jobs of a node all fail alike", "--no-pause");
    Options.flag(spec, "does not try setup and the first word of run beforehand", "--no-try");
    Options.flag(spec, "takes files that are already there as results", "--adopt");
    Options.flag(spec, "replaces files that are already there", "--overwrite");
    Options.text(
        spec,
        "DIR",
        "keeps the run's folder in DIR (default: .hdw beside the workflow)",
        "--run-dir");
    Options.flag(spec, "asks nothing", "-y", "--yes");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file, or a run that -n rendered");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    Optional<Asked> rendered = Asked.rendered(Options.arguments(parsed).get(0), console);
    if (rendered.isEmpty()) {
      return new Driving(parsed, Continuation.RUN, console).run();
    }
    return new Driving(rendered.get().parsed(), Continuation.RUN, console)
        .inRendered(rendered.get().folder())
        .run();
  }
}
