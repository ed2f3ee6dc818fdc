package hdw.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of hdw. */
interface Command {

  /** Its name, options and help. */
  CommandSpec spec();

  /** Does it. */
  ExitCode run(ParseResult parsed, Console console) throws IOException;
}
