package hdw.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw help}: help, or the help of a command. */
final class HelpCommand implements Command {
  private final Commands commands;

  HelpCommand(Commands commands) {
    this.commands = commands;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("help", "Shows the help of hdw, or of one command.", "hdw help run");
    Options.argument(spec, "COMMAND", "0..1", "a command");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) {
    if (Options.arguments(parsed).isEmpty()) {
      commands.all().usage(console.out());
      return ExitCode.DONE;
    }
    String name = Options.arguments(parsed).get(0);
    if (!commands.has(name)) {
      throw new UsageException("there is no command `" + name + "`");
    }
    CommandSpec spec = commands.command(name).spec();
    Options.line(spec).usage(console.out());
    return ExitCode.DONE;
  }
}
