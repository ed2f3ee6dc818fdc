package hdw.cli;

import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import hdw.run.RunSummary.NodeCounts;
import hdw.run.StatusJson;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw status}: where every node of a run stands, and failures grouped by cause. */
final class StatusCommand implements Command {
  private static final List<String> GROUPS = List.of("sample", "task", "reason", "host");
  private static final int SECONDS_BETWEEN_LOOKS = 2;

  /** Where each look is a question to a batch system. */
  private static final int SECONDS_BETWEEN_QUESTIONS = 15;

  /** A column of counts; some are left out where all of them are 0. */
  private record Column(String heading, boolean always, ToIntFunction<NodeCounts> count) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("JOBS", true, NodeCounts::jobs),
          new Column("DONE", true, NodeCounts::done),
          new Column("RUNNING", true, NodeCounts::running),
          new Column("QUEUED", false, NodeCounts::queued),
          new Column("HELD", false, NodeCounts::held),
          new Column("WAITING", true, NodeCounts::waiting),
          new Column("FAILED", true, NodeCounts::failed),
          new Column("SKIPPED", true, NodeCounts::skipped));

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "status",
            "Shows where every node of a run stands.",
            "hdw status",
            "hdw status --by sample",
            "hdw status --watch",
            "hdw status --exit-code   3 where jobs failed, 11 while it runs");
    Options.text(spec, "GROUP", "sums up by sample, task, reason or host", "--by");
    Options.flag(
        spec,
        "shows it again every " + SECONDS_BETWEEN_LOOKS + " s while the run goes on",
        "--watch");
    Options.flag(spec, "prints one JSON document", "--json");
    Options.flag(
        spec,
        "ends with 3 where jobs failed or the run is paused, with 11 while the run goes on",
        "--exit-code");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    String by = Options.value(parsed, "--by", "");
    if (!by.isEmpty() && !GROUPS.contains(by)) {
      throw new UsageException(
          "--by is one of " + String.join(", ", GROUPS) + ", not `" + by + "`");
    }
    RunFolder folder = new Runs(console).named(parsed);
    RunSummary summary = RunSummary.read(folder, new BatchSystems());
    if (Options.has(parsed, "--json")) {
      StatusJson.write(summary, new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
    } else {
      print(summary, by, console);
      while (Options.has(parsed, "--watch")
          && summary.runState().equals("running")
          && pause(summary)) {
        summary = again(summary, folder);
        console.out().print(console.colorOut() ? "\u001b[H\u001b[2J" : "\n");
        print(summary, by, console);
      }
    }
    return Options.has(parsed, "--exit-code") ? exitCode(summary) : ExitCode.DONE;
  }

  /** The same run once more, or the one that follows its first look. */
  private static RunSummary again(RunSummary before, RunFolder folder) throws IOException {
    Optional<RunFolder> next =
        before.state().firstLook().isEmpty() ? Optional.empty() : before.next();
    return RunSummary.read(next.orElse(folder), new BatchSystems());
  }

  private static boolean pause(RunSummary summary) {
    try {
      TimeUnit.SECONDS.sleep(
          summary.isUnfollowed() ? SECONDS_BETWEEN_QUESTIONS : SECONDS_BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ExitCode exitCode(RunSummary summary) {
    return switch (summary.runState()) {
      case "done" -> ExitCode.DONE;
      case "running" -> ExitCode.RUNNING;
      default -> ExitCode.JOBS_FAILED;
    };
  }

  private static void print(RunSummary summary, String by, Console console) {
    List<String> looks = summary.state().firstLook();
    console
        .out()
        .println(
            summary.name()
                + ": "
                + summary.runState()
                + (looks.isEmpty() ? "" : " (first look at " + String.join(", ", looks) + ")"));
    if (by.equals("reason") || by.equals("host")) {
      var table = new TextTable(by.toUpperCase(Locale.ROOT), "FAILED");
      summary.failedBy(by).forEach((name, count) -> table.add(name, text(count)));
      console.out().print(table.text());
    } else {
      printCounts(
          by.isEmpty() ? "NODE" : by,
          by.isEmpty() ? summary.nodes() : summary.nodesBy(by),
          console);
    }
    printFindings(summary, console);
    sayOfUnfollowed(summary, console);
    for (String each : summary.damage()) {
      console.say("hdw: " + each + " cannot be read and is passed over");
    }
    console.out().flush();
  }

  /** What a run without a driver cannot say by itself. */
  private static void sayOfUnfollowed(RunSummary summary, Console console) {
    summary
        .silence()
        .ifPresent(each -> console.say("hdw: " + each + "; this is what was submitted"));
    if (summary.waitsForDriver()) {
      console.out().println("what waits is left for a driver: hdw resume");
    }
  }

  private static void printFindings(RunSummary summary, Console console) {
    List<FailureGroup> failures = summary.failures();
    failures.forEach(each -> console.out().println(Findings.of(each)));
    Findings.givenUp(summary).forEach(console.out()::println);
    Findings.coverage(summary).forEach(console.out()::println);
    Findings.pauses(summary).forEach(console.out()::println);
    if (!failures.isEmpty()) {
      console.out().println("see: hdw logs --failed, hdw why " + failures.get(0).jobs().get(0));
    }
  }

  private static void printCounts(String heading, List<NodeCounts> rows, Console console) {
    List<Column> columns =
        COLUMNS.stream()
            .filter(
                each ->
                    each.always()
                        || rows.stream().anyMatch(row -> each.count().applyAsInt(row) > 0))
            .toList();
    var headings = new ArrayList<>(List.of(heading.toUpperCase(Locale.ROOT), ""));
    columns.forEach(each -> headings.add(each.heading()));
    var table = new TextTable(headings);
    for (NodeCounts row : rows) {
      var cells =
          new ArrayList<>(
              List.of(
                  row.id(),
                  Bars.bar(row.jobs(), row.done(), row.failed(), row.skipped(), row.running())));
      columns.forEach(each -> cells.add(text(each.count().applyAsInt(row))));
      table.add(cells);
    }
    console.out().print(table.text());
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
