package hdw.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw check}: all errors and warnings, nothing else. */
final class CheckCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "check",
            "Finds every mistake of a workflow before anything runs.",
            "hdw check analysis.hdw",
            "hdw check --offline *.hdw   looks nothing up: no glob, no list, no command");
    Options.flag(spec, "looks nothing up", "--offline");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1..*", "workflow files");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    boolean right = true;
    Depth depth = Options.has(parsed, "--offline") ? Depth.OFFLINE : Depth.INTO_FILES;
    for (String each : Options.arguments(parsed)) {
      right &= CompileOptions.compile(each, parsed, depth, console).isPresent();
    }
    return right ? ExitCode.DONE : ExitCode.WORKFLOW_ERRORS;
  }
}
