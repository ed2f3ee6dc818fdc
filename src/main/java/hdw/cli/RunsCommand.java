package hdw.cli;

import hdw.json.JsonWriter;
import hdw.run.RunFolder;
import hdw.run.RunGlance;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw runs}: the runs that there are, the newest first. */
final class RunsCommand implements Command {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "runs",
            "Lists the runs of this folder, the newest first.",
            "hdw runs",
            "hdw runs --all   of all folders where you ran something");
    Options.flag(spec, "also of the other folders where you ran something", "--all");
    Options.flag(spec, "prints one JSON document", "--json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    boolean all = Options.has(parsed, "--all");
    var runs = new Runs(console);
    var found = new ArrayList<RunGlance>();
    for (Path each : real(all ? runs.homes() : runs.here())) {
      found.addAll(below(each, console));
    }
    found.sort(
        Comparator.comparing((RunGlance each) -> each.begun().orElse(Instant.EPOCH))
            .thenComparing(each -> each.folder().name())
            .reversed());
    if (Options.has(parsed, "--json")) {
      writeJson(found, console);
    } else if (found.isEmpty()) {
      console.say(
          all
              ? "you ran nothing yet; start with hdw run FILE"
              : "there is no run here yet; start one with hdw run FILE, or see hdw runs --all");
    } else {
      print(found, all, console);
    }
    return ExitCode.DONE;
  }

  /** Each folder once, whichever links lead to it. */
  private static Set<Path> real(List<Path> homes) throws IOException {
    var real = new LinkedHashSet<Path>();
    for (Path each : homes) {
      real.add(each.toRealPath());
    }
    return real;
  }

  private static List<RunGlance> below(Path home, Console console) {
    var found = new ArrayList<RunGlance>();
    try (Stream<Path> entries = Files.list(home)) {
      for (Path each : entries.filter(RunsCommand::isRun).sorted().toList()) {
        try {
          found.add(RunGlance.of(new RunFolder(each)));
        } catch (IOException damaged) {
          console.say("hdw: " + each + " is passed over: " + Surroundings.words(damaged));
        }
      }
    } catch (IOException unreadable) {
      console.say("hdw: " + home + " is passed over: " + Surroundings.words(unreadable));
    }
    return found;
  }

  private static boolean isRun(Path folder) {
    var run = new RunFolder(folder);
    return !Files.isSymbolicLink(folder)
        && Files.isDirectory(folder)
        && (Files.exists(run.journal()) || Files.exists(run.plan()));
  }

  private static void print(List<RunGlance> runs, boolean all, Console console) {
    Instant now = Instant.now();
    var headings =
        new ArrayList<>(List.of("RUN", "STATE", "BEGUN", "AGO", "TOOK", "JOBS", "DONE", "FAILED"));
    if (all) {
      headings.add("FOLDER");
    }
    var table = new TextTable(headings);
    for (RunGlance each : runs) {
      var cells =
          new ArrayList<>(
              List.of(
                  each.folder().name(),
                  each.state(),
                  each.begun()
                      .map(time -> MINUTES.format(time.atZone(ZoneId.systemDefault())))
                      .orElse("-"),
                  each.begun().map(time -> Rates.about(Duration.between(time, now))).orElse("-"),
                  took(each, now).map(Rates::about).orElse("-"),
                  Integer.toString(each.jobs()),
                  Integer.toString(each.done()),
                  Integer.toString(each.failed())));
      if (all) {
        cells.add(each.folder().path().getParent().getParent().toString());
      }
      table.add(cells);
    }
    List<String> lines = table.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Paint paint = i == 0 ? Paint.PLAIN : StatusText.paint(runs.get(i - 1).state());
      console.out().println(paint.on(lines.get(i), console.colorOut()));
    }
    console.out().flush();
  }

  /** From its beginning to its last event; to now where it goes on. */
  private static Optional<Duration> took(RunGlance run, Instant now) {
    return run.begun()
        .flatMap(
            begun ->
                (run.state().equals("running") ? Optional.of(now) : run.lastEvent())
                    .map(end -> Duration.between(begun, end)));
  }

  private static void writeJson(List<RunGlance> runs, Console console) throws IOException {
    Instant now = Instant.now();
    try (JsonWriter json =
        JsonWriter.indented(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8))) {
      json.begin().put("schema", 1).beginList("runs");
      for (RunGlance each : runs) {
        json.begin()
            .put("run", each.folder().name())
            .put("folder", each.folder().path().toString())
            .put("state", each.state())
            .put("begun", each.begun())
            .put("last_event", each.lastEvent())
            .put("took_s", took(each, now).map(Duration::toSeconds))
            .put("jobs", each.jobs())
            .put("done", each.done())
            .put("failed", each.failed())
            .end();
      }
      json.endList().end();
    }
  }
}
