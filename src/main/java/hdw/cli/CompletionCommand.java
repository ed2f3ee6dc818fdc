package hdw.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw completion}: what a shell needs to complete commands and options. */
final class CompletionCommand implements Command {
  private final Commands commands;

  CompletionCommand(Commands commands) {
    this.commands = commands;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "completion",
            "Prints what a shell needs to complete commands and options.",
            "source <(hdw completion bash)",
            "hdw completion fish > ~/.config/fish/completions/hdw.fish");
    Options.argument(spec, "SHELL", "1", "bash, zsh or fish");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) {
    String shell = Options.arguments(parsed).get(0);
    switch (shell) {
      // picocli's script serves zsh through its bashcompinit, which it loads by itself
      case "bash", "zsh" -> console.out().print(AutoComplete.bash("hdw", commands.all()));
      case "fish" -> console.out().print(fish());
      default ->
          throw new UsageException("there is no completion for `" + shell + "`: bash, zsh or fish");
    }
    return ExitCode.DONE;
  }

  private String fish() {
    var text =
        new StringBuilder(
            "# Completion of hdw for fish.\ncomplete -c hdw -n __fish_use_subcommand -f\n");
    CommandLine all = commands.all();
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              text.append("complete -c hdw -n __fish_use_subcommand -a ")
                  .append(name)
                  .append(" -d ")
                  .append(quoted(command.getCommandSpec().usageMessage().description()[0]))
                  .append('\n');
              for (OptionSpec option : command.getCommandSpec().options()) {
                text.append("complete -c hdw -n '__fish_seen_subcommand_from ")
                    .append(name)
                    .append('\'');
                for (String each : option.names()) {
                  text.append(
                      each.startsWith("--")
                          ? " -l " + each.substring(2)
                          : " -s " + each.substring(1));
                }
                text.append(option.arity().max() > 0 ? " -r" : "")
                    .append(" -d ")
                    .append(quoted(option.description()[0]))
                    .append('\n');
              }
            });
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
