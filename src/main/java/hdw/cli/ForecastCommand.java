package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.forecast.Figures;
import hdw.forecast.Forecast;
import hdw.forecast.ForecastJson;
import hdw.forecast.Forecaster;
import hdw.forecast.RunFigures;
import hdw.forecast.Slots;
import hdw.insight.Insight;
import hdw.plan.Plan;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw forecast}: what a workflow costs and how long it takes, before it runs. */
final class ForecastCommand implements Command {
  private static final int ROUNDS = 20;
  private static final int MOST_ROUNDS = 1000;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "forecast",
            "Foresees what a workflow costs and how long it takes, from its last run or from what"
                + " you state.",
            "hdw forecast analysis.hdw --slots 500",
            "hdw forecast analysis.hdw --slots 500 --job-time ntuple=25min..2h --job-time"
                + " merge=5min",
            "hdw forecast analysis.hdw --slots 500 --failures ntuple.out_of_memory=2%");
    Options.texts(
        spec,
        "TASK=TIME",
        "a job of this task takes so long: 25min, or from the typical job to the slowest 5 %:"
            + " 25min..2h",
        "--job-time");
    Options.texts(
        spec,
        "TASK=SHARE",
        "so many attempts of this task fail: 2%, or for a reason: ntuple.out_of_memory=2%",
        "--failures");
    Options.text(spec, "N", "so many cores of batch systems run jobs at a time", "--slots");
    Options.text(
        spec, "N", "so many cores of this machine run jobs at a time (default: all)", "-j");
    Options.text(
        spec, "TIME", "each attempt waits so long in its queue: 10min, 10min..2h", "--queue-wait");
    Options.text(spec, "RUN", "takes the figures of this run (default: the last one)", "--from");
    Options.text(spec, "N", "plays the plan so often (default: " + ROUNDS + ")", "--rounds");
    Options.text(spec, "N", "draws from this seed (default: 1)", "--seed");
    Options.flag(spec, "prints one JSON document", "--json");
    CompileOptions.addTo(spec);
    Options.argument(spec, "FILE", "1", "the workflow's file");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    String file = Options.arguments(parsed).get(0);
    Optional<Plan> compiled =
        CompileOptions.compile(file, parsed, Depth.AS_NEEDED, console).flatMap(Compilation::plan);
    if (compiled.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    Plan plan = compiled.get();
    var stated = new StatedFigures(plan, parsed);
    Optional<Insight> last = last(plan, file, parsed, console);
    Map<String, Figures> figures =
        stated.over(last.isEmpty() ? Map.of() : RunFigures.of(last.get(), plan));
    List<String> refusal = new ForecastRefusal(plan, file, last).of(figures, slots(parsed));
    if (!refusal.isEmpty()) {
      refusal.forEach(console::say);
      return ExitCode.WORKFLOW_ERRORS;
    }
    Forecast forecast =
        Forecaster.of(
            plan,
            new Forecaster.Given(
                figures,
                new Slots(here(parsed, plan), slots(parsed).orElse(1)),
                stated.queueWait(),
                Options.number(parsed, "--seed", 0, 1),
                Math.min(MOST_ROUNDS, Options.number(parsed, "--rounds", 1, ROUNDS))));
    print(forecast, parsed, console);
    return ExitCode.DONE;
  }

  private static void print(Forecast forecast, ParseResult parsed, Console console)
      throws IOException {
    if (Options.has(parsed, "--json")) {
      ForecastJson.write(forecast, new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
    } else {
      console.out().print(ForecastText.of(forecast));
    }
  }

  private static Optional<Insight> last(Plan plan, String file, ParseResult parsed, Console console)
      throws IOException {
    Path home = Runs.home(parsed, Compiler.folder(CompileOptions.existing(file)), console);
    Optional<RunFolder> folder =
        Options.has(parsed, "--from")
            ? Optional.of(new Runs(console).find(Options.value(parsed, "--from", "")))
            : RunStarter.last(plan.workflow().name(), home);
    return folder.isEmpty() ? Optional.empty() : Optional.of(Insight.of(folder.get()));
  }

  private static Optional<Integer> slots(ParseResult parsed) {
    return Options.has(parsed, "--slots")
        ? Optional.of(Options.number(parsed, "--slots", 1, 1))
        : Optional.empty();
  }

  /** The cores of this machine; with {@code --slots} those, where nothing goes anywhere else. */
  private static int here(ParseResult parsed, Plan plan) {
    int otherwise =
        ForecastRefusal.goesAway(plan)
            ? Runtime.getRuntime().availableProcessors()
            : slots(parsed).orElse(Runtime.getRuntime().availableProcessors());
    return Options.number(parsed, "-j", 1, otherwise);
  }
}
