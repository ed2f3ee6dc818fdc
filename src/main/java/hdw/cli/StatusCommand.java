package hdw.cli;

import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import hdw.run.RunSummary.NodeCounts;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw status}: where every node of a run stands, and failures grouped by cause. */
final class StatusCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "status",
            "Shows where every node of a run stands.",
            "hdw status",
            "hdw status --json",
            "hdw status --exit-code   3 where jobs failed, 11 while it runs");
    Options.flag(spec, "prints one JSON document", "--json");
    Options.flag(
        spec, "ends with 3 where jobs failed, with 11 while the run goes on", "--exit-code");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    List<String> arguments = Options.arguments(parsed);
    RunSummary summary =
        RunSummary.read(new Runs(console).find(arguments.isEmpty() ? "latest" : arguments.get(0)));
    if (Options.has(parsed, "--json")) {
      summary.writeJson(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
    } else {
      print(summary, console);
    }
    return Options.has(parsed, "--exit-code") ? exitCode(summary) : ExitCode.DONE;
  }

  private static ExitCode exitCode(RunSummary summary) {
    return switch (summary.runState()) {
      case "done" -> ExitCode.DONE;
      case "running" -> ExitCode.RUNNING;
      default -> ExitCode.JOBS_FAILED;
    };
  }

  private static void print(RunSummary summary, Console console) {
    console.out().println(summary.name() + ": " + summary.runState());
    var table =
        new TextTable("NODE", "", "JOBS", "DONE", "RUNNING", "WAITING", "FAILED", "SKIPPED");
    for (NodeCounts each : summary.nodes()) {
      table.add(
          each.id(),
          Bars.bar(each.jobs(), each.done(), each.failed(), each.skipped(), each.running()),
          text(each.jobs()),
          text(each.done()),
          text(each.running()),
          text(each.waiting()),
          text(each.failed()),
          text(each.skipped()));
    }
    console.out().print(table.text());
    List<FailureGroup> failures = summary.failures();
    for (FailureGroup each : failures) {
      console.out().println(Closing.failureLine(each));
    }
    if (!failures.isEmpty()) {
      console.out().println("see: hdw logs --failed, hdw why " + failures.get(0).jobs().get(0));
    }
    if (!summary.state().damagedLines().isEmpty()) {
      console.say(
          "hdw: these lines of the journal cannot be read: " + summary.state().damagedLines());
    }
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
