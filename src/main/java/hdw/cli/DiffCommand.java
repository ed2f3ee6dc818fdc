package hdw.cli;

import hdw.insight.RunDiff;
import hdw.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw diff}: how two runs differ, grouped by cause. */
final class DiffCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "diff",
            "Says how two runs differ: their plans, what their jobs are made from, what came of"
                + " them.",
            "hdw diff diphoton_20261122 latest");
    Options.flag(spec, "prints one JSON document", "--json");
    Options.argument(spec, "RUN RUN", "2", "the run before, and the one after");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    List<String> named = Options.arguments(parsed);
    if (named.size() != 2) {
      throw new UsageException("name two runs: the one before, and the one after");
    }
    var runs = new Runs(console);
    RunDiff diff = RunDiff.of(runs.find(named.get(0)), runs.find(named.get(1)));
    if (Options.has(parsed, "--json")) {
      try (JsonWriter json =
          JsonWriter.indented(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8))) {
        DiffJson.write(diff, json);
      }
    } else {
      new DiffText(diff).lines().forEach(console.out()::println);
      console.out().flush();
    }
    return ExitCode.DONE;
  }
}
