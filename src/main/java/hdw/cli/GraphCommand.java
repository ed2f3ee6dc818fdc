package hdw.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw graph}: the DAG on standard output. */
final class GraphCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command("graph", "Draws the DAG on standard output.");
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) {
    return ExitCode.DONE;
  }
}
