package hdw.cli;

import hdw.run.Continuation;
import hdw.run.RunFolder;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw resume}: picks a run up where its driver left it. */
final class ResumeCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "resume",
            "Picks a run up where its driver left it; jobs that failed stay failed.",
            "hdw resume",
            "hdw resume --go-on   past a pause, without trying again what failed");
    Options.flag(spec, "goes on with nodes that are paused", "--go-on");
    Detaching.addTo(spec);
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).named(parsed);
    var continuation = Continuation.resume(Options.has(parsed, "--go-on"));
    return new Driving(Asked.of(folder).parsed(Detaching.words(parsed)), continuation, console)
        .goingOn(folder)
        .run();
  }
}
