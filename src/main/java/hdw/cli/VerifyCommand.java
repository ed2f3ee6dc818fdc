package hdw.cli;

import hdw.run.RunFolder;
import hdw.run.RunState;
import hdw.run.RunSummary;
import hdw.run.Verification;
import hdw.run.Verification.Gap;
import hdw.run.Verification.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw verify}: whether every file is in exactly one accepted result. */
final class VerifyCommand implements Command {
  private static final int MOST_GAPS_SHOWN = 20;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "verify",
            "Accounts for every file of every sample: each in one accepted result, or why not.",
            "hdw verify",
            "hdw verify --all   names every file that is not covered");
    Options.flag(
        spec, "names all files that are not covered, not the first " + MOST_GAPS_SHOWN, "--all");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    RunFolder folder = new Runs(console).named(parsed);
    Optional<PlannedRun> run = PlannedRun.of(folder, Depth.INTO_FILES, console);
    if (run.isEmpty()) {
      return ExitCode.WORKFLOW_ERRORS;
    }
    Verification found = Verification.of(run.get().plan(), RunState.read(folder.journal()));
    var table = new TextTable("NODE", "SAMPLE", "FILES", "COVERED", "EVENTS", "REPORTED");
    for (Part each : found.parts()) {
      table.add(
          each.node(),
          each.sample(),
          Integer.toString(each.files()),
          Integer.toString(each.covered()),
          each.events().isPresent() ? Long.toString(each.events().getAsLong()) : "-",
          each.reported().map(Object::toString).orElse("-"));
    }
    console.out().print(table.text());
    List<Gap> gaps = found.gaps();
    int shown = Options.has(parsed, "--all") ? gaps.size() : Math.min(gaps.size(), MOST_GAPS_SHOWN);
    for (Gap each : gaps.subList(0, shown)) {
      console.out().println(each.node() + ": " + each.path() + ": " + each.why());
    }
    if (shown < gaps.size()) {
      console.out().println("and " + (gaps.size() - shown) + " more; --all names them");
    }
    if (!gaps.isEmpty() && RunSummary.read(folder).isUnfollowed()) {
      console.say("nobody has taken note of the results yet: hdw resume does");
    }
    return gaps.isEmpty() ? ExitCode.DONE : ExitCode.NOT_COVERED;
  }
}
