package hdw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands by name, in the order in which help shows them. */
final class Commands {
  private final Map<String, Supplier<Command>> commands = new LinkedHashMap<>();

  Commands() {
    commands.put("run", RunCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("graph", GraphCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("logs", LogsCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("fmt", FmtCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("completion", () -> new CompletionCommand(this));
    commands.put("help", () -> new HelpCommand(this));
  }

  Iterable<String> names() {
    return commands.keySet();
  }

  boolean has(String name) {
    return commands.containsKey(name);
  }

  Command command(String name) {
    return commands.get(name).get();
  }

  /** The whole command line, every command built: for help and completion. */
  CommandLine all() {
    CommandSpec root = CommandSpec.create().name("hdw");
    root.usageMessage()
        .description(
            "Runs an analysis: samples, tasks and rules from an .hdw file to finished jobs.")
        .synopsisHeading("Usage: ")
        .commandListHeading("%nCommands:%n")
        .sortOptions(false)
        .width(100)
        .footerHeading("%nExamples:%n")
        .footer(
            "  hdw check analysis.hdw        finds every mistake before anything runs",
            "  hdw run analysis.hdw -n       shows all that would be submitted",
            "  hdw run analysis.hdw          runs it, or what is missing of it");
    for (String each : names()) {
      root.addSubcommand(each, new CommandLine(command(each).spec()));
    }
    return new CommandLine(root);
  }
}
