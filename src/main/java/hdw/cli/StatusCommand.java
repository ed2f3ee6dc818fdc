package hdw.cli;

import hdw.run.RunSummary;
import hdw.run.StatusJson;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw status}: where every node of a run stands, and failures grouped by cause. */
final class StatusCommand implements Command {
  private static final List<String> GROUPS = List.of("sample", "task", "reason", "host");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "status",
            "Shows where every node of a run stands, and what to do next.",
            "hdw status",
            "hdw status --by sample",
            "hdw status --by host     where attempts run, ended and failed",
            "hdw status --watch",
            "hdw status --exit-code   3 where jobs failed, 11 while it runs");
    Options.text(spec, "GROUP", "sums up by sample, task, reason or host", "--by");
    Options.flag(
        spec,
        "goes on while the run does: redrawn in place on a terminal, else shown again where"
            + " something changed",
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
    List<String> named = Options.arguments(parsed);
    var looks = StatusLooks.at(new Runs(console).named(parsed));
    var view = new StatusView(looks, by, named.isEmpty() ? "" : named.get(0));
    if (Options.has(parsed, "--json")) {
      StatusJson.write(
          looks.summary(), new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
    } else if (Options.has(parsed, "--watch")) {
      StatusWatch.of(console).watch(view);
      sayBesides(looks.summary(), console);
    } else {
      print(view, console);
      sayBesides(looks.summary(), console);
    }
    return Options.has(parsed, "--exit-code") ? exitCode(looks.summary()) : ExitCode.DONE;
  }

  private static ExitCode exitCode(RunSummary summary) {
    return switch (summary.runState()) {
      case "done" -> ExitCode.DONE;
      case "running" -> ExitCode.RUNNING;
      default -> ExitCode.JOBS_FAILED;
    };
  }

  private static void print(StatusView view, Console console) throws IOException {
    StatusText text = view.text(Optional.of(Instant.now()));
    List<PaintedLine> lines = text.lines(Integer.MAX_VALUE);
    int width = Width.of(console, lines);
    for (PaintedLine each : width == Integer.MAX_VALUE ? lines : text.lines(width)) {
      console.out().println(each.shown(console.colorOut()));
    }
    console.out().flush();
  }

  /** What a run without a driver cannot say by itself, and what cannot be read. */
  private static void sayBesides(RunSummary summary, Console console) {
    summary
        .silence()
        .ifPresent(each -> console.say("hdw: " + each + "; this is what was submitted"));
    for (String each : summary.damage()) {
      console.say("hdw: " + each + " cannot be read and is passed over");
    }
  }
}
