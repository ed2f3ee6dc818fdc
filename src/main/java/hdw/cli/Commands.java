package hdw.cli;

import hdw.compile.Compiler;
import hdw.run.RunStarter;
import java.util.List;
import java.util.Set;
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

  /** Those that begin with compiling a workflow. */
  private static final Set<String> COMPILING =
      Set.of("check", "plan", "forecast", "graph", "render", "rules", "test");

  /** Those that compile one, and then go on with its last run or begin another one. */
  private static final Set<String> RUNNING = Set.of("run", "submit", "resume", "retry");

  List<String> names() {
    return NAMES;
  }

  boolean has(String name) {
    return NAMES.contains(name);
  }

  /**
   * Begins what a command will need whatever its words and files say, on a thread of its own: two
   * things that take Java long at first, such as a grammar and time zones, are done side by side.
   */
  void getReady(String name) {
    if (COMPILING.contains(name) || RUNNING.contains(name)) {
      var thread = new Thread(() -> load(RUNNING.contains(name)), "gets ready");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void load(boolean run) {
    Compiler.getReady();
    if (run) {
      RunStarter.getReady();
    }
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
