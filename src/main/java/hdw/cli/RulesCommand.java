package hdw.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw rules}: what the rules would do when a job fails. */
final class RulesCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command("rules", "x", "y");
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    return ExitCode.DONE;
  }
}
