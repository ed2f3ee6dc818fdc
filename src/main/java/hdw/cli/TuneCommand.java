package hdw.cli;

import hdw.insight.Insight;
import hdw.insight.Place;
import hdw.insight.Suggestion;
import hdw.insight.Suggestions;
import hdw.json.JsonWriter;
import hdw.model.Resource;
import hdw.run.RunFolder;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw tune}: better requests for memory and time, as a patch. */
final class TuneCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "tune",
            "Compares what jobs asked for with what they took, and prints better requests as a"
                + " patch. Changes nothing.",
            "hdw tune",
            "hdw tune | patch -p0",
            "hdw tune first_20261122 --json");
    Options.flag(spec, "prints one JSON document", "--json");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).named(parsed);
    Insight insight = Insight.of(folder);
    List<Suggestion> suggestions = Suggestions.of(insight);
    var tuning = new Tuning(insight, suggestions, WorkFolder.of(folder), console.folder());
    if (Options.has(parsed, "--json")) {
      write(folder, suggestions, tuning, console);
      return ExitCode.DONE;
    }
    if (suggestions.isEmpty()) {
      console.say("no attempt of " + folder.name() + " is over yet");
    }
    suggestions.forEach(each -> say(each, tuning, console));
    String patch = tuning.patch();
    if (!patch.isEmpty()) {
      console.say("to change it: hdw tune " + folder.name() + " | patch -p0");
      console.out().print(patch);
      console.out().flush();
    }
    return ExitCode.DONE;
  }

  private static void say(Suggestion suggestion, Tuning tuning, Console console) {
    console.say(suggestion.task() + ", " + suggestion.resource().word() + ": " + suggestion.text());
    tuning
        .refused(suggestion)
        .ifPresent(why -> console.say("  not in the patch: " + why + at(suggestion)));
  }

  /** What to do instead, where somebody has to do it by hand. */
  private static String at(Suggestion suggestion) {
    Optional<Place> place = suggestion.place();
    String line = suggestion.line().orElse("");
    if (place.filter(Place::isTyped).isPresent()) {
      return "; next time: --set '" + suggestion.task() + "." + line.replace(" = ", "=") + "'";
    }
    return place.filter(Place::isOfRule).isPresent() ? "; change that rule to " + line : "";
  }

  private static void write(
      RunFolder folder, List<Suggestion> suggestions, Tuning tuning, Console console)
      throws IOException {
    try (JsonWriter json =
        JsonWriter.indented(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8))) {
      json.begin().put("schema", 1).put("run", folder.name()).beginList("suggestions");
      for (Suggestion each : suggestions) {
        write(json, each, tuning);
      }
      json.endList().put("patch", tuning.patch()).end();
    }
  }

  private static void write(JsonWriter json, Suggestion suggestion, Tuning tuning)
      throws IOException {
    json.begin()
        .put("task", suggestion.task())
        .put("resource", suggestion.resource().word())
        .put("nodes", suggestion.nodes())
        .put("verdict", suggestion.verdict().name().toLowerCase(Locale.ROOT))
        .put("source", suggestion.place().map(Place::source))
        .put("where", suggestion.place().flatMap(Place::where))
        .put("measured", suggestion.taken().size())
        .put("ran_out", suggestion.ranOut())
        .put("tried_again", suggestion.triedAgain());
    amount(json, suggestion, "asked", OptionalLong.of(suggestion.asked()));
    for (int percent : new int[] {50, 95, 100}) {
      boolean any = suggestion.taken().size() > 0;
      long taken = suggestion.taken().percentile(percent);
      amount(json, suggestion, "p" + percent, any ? OptionalLong.of(taken) : OptionalLong.empty());
    }
    amount(json, suggestion, "proposed", suggestion.proposal());
    json.put("line", suggestion.line())
        .put("says", suggestion.text())
        .put("not_in_patch", tuning.refused(suggestion))
        .end();
  }

  private static void amount(
      JsonWriter json, Suggestion suggestion, String name, OptionalLong amount) throws IOException {
    boolean isMemory = suggestion.resource() == Resource.MEMORY;
    String field = name + (isMemory ? "_bytes" : "_s");
    if (amount.isEmpty()) {
      json.put(field, Optional.empty());
    } else if (isMemory) {
      json.put(field, amount.getAsLong());
    } else {
      json.put(field, amount.getAsLong() / 1000.0);
    }
  }
}
