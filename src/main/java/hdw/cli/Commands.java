package hdw.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands by name, in the order in which help shows them. */
final class Commands {
  private static final List<String> NAMES =
      List.of(
          "run",
          "submit",
          "check",
          "plan",
          "forecast",
          "graph",
          "render",
          "rules",
          "test",
          "status",
          "logs",
          "why",
          "debug",
          "retry",
          "resume",
          "cancel",
          "verify",
          "runs",
          "diff",
          "report",
          "tune",
          "dashboard",
          "root",
          "import",
          "fmt",
          "explain",
          "doctor",
          "completion",
          "help");

  List<String> names() {
    return NAMES;
  }

  boolean has(String name) {
    return NAMES.contains(name);
  }

  /** A command by its name, which must be one of the names. */
  Command command(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "submit" -> new SubmitCommand();
      case "check" -> new CheckCommand();
      case "plan" -> new PlanCommand();
      case "forecast" -> new ForecastCommand();
      case "graph" -> new GraphCommand();
      case "render" -> new RenderCommand();
      case "rules" -> new RulesCommand();
      case "test" -> new TestCommand();
      case "status" -> new StatusCommand();
      case "logs" -> new LogsCommand();
      case "why" -> new WhyCommand();
      case "debug" -> new DebugCommand();
      case "retry" -> new RetryCommand();
      case "resume" -> new ResumeCommand();
      case "cancel" -> new CancelCommand();
      case "verify" -> new VerifyCommand();
      case "runs" -> new RunsCommand();
      case "diff" -> new DiffCommand();
      case "report" -> new ReportCommand();
      case "tune" -> new TuneCommand();
      case "dashboard" -> new DashboardCommand();
      case "root" -> new RootCommand();
      case "import" -> new ImportCommand();
      case "fmt" -> new FmtCommand();
      case "explain" -> new ExplainCommand();
      case "doctor" -> new DoctorCommand();
      case "completion" -> new CompletionCommand(this);
      case "help" -> new HelpCommand(this);
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /** The whole command line, every command built: for help and completion. */
  CommandLine all() {
    CommandSpec root = Options.bare("hdw");
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
      root.addSubcommand(each, Options.line(command(each).spec()));
    }
    return Options.line(root);
  }
}
