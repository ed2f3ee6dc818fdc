package hdw.cli;

import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/**
 * Finds the run that a person means: a folder, a name, a unique beginning of a name, or the latest.
 *
 * <p>Runs lie in {@code .hdw} beside their workflow. They are looked for in the current folder and
 * those above it, then in the folders where this user ran something last, which are noted in {@code
 * $XDG_STATE_HOME/hdw/homes}.
 */
final class Runs {
  private static final int MOST_HOMES = 100;

  private final Console console;

  Runs(Console console) {
    this.console = console;
  }

  /** The folder of the runs of a workflow: beside its file, or where a command line says. */
  static Path home(ParseResult parsed, Path workFolder, Console console) {
    boolean elsewhere =
        parsed.commandSpec().findOption("--run-dir") != null && Options.has(parsed, "--run-dir");
    return elsewhere
        ? console
            .folder()
            .resolve(Options.value(parsed, "--run-dir", ""))
            .toAbsolutePath()
            .normalize()
        : workFolder.resolve(RunFolder.HOME);
  }

  /** The run that a command line names as its one argument: the latest where it names none. */
  RunFolder named(ParseResult parsed) throws IOException {
    List<String> arguments = Options.arguments(parsed);
    return find(arguments.isEmpty() ? "latest" : arguments.get(0));
  }

  /**
   * The run that {@code name} means; {@code latest} for the one that this user started last around
   * here.
   */
  RunFolder find(String name) throws IOException {
    Path asFolder = console.folder().resolve(name);
    if (Files.exists(new RunFolder(asFolder).journal())
        || Files.exists(new RunFolder(asFolder).plan())) {
      return new RunFolder(asFolder.toRealPath());
    }
    if (name.equals("latest")) {
      return latest()
          .orElseThrow(
              () -> new IOException("there is no run here yet; start one with hdw run FILE"));
    }
    List<Path> homes = homes();
    var found = new ArrayList<Path>();
    for (Path each : homes) {
      found.addAll(beginning(each, name));
      if (!found.isEmpty()) {
        break;
      }
    }
    if (found.size() != 1) {
      throw new UsageException(
          found.isEmpty()
              ? "there is no run `" + name + "`"
              : "`"
                  + name
                  + "` could be "
                  + String.join(
                      " or ", found.stream().map(each -> each.getFileName().toString()).toList()));
    }
    return new RunFolder(found.get(0));
  }

  /** The run that this user started last around here; nothing where there is none. */
  Optional<RunFolder> latest() throws IOException {
    return homes().stream().flatMap(each -> RunFolder.latest(each).stream()).findFirst();
  }

  /** The run that a word names, if it names one. */
  Optional<RunFolder> known(String word) throws IOException {
    try {
      return Optional.of(find(word));
    } catch (UsageException none) {
      return Optional.empty();
    }
  }

  private static List<Path> beginning(Path home, String name) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      List<Path> runs =
          entries
              .filter(each -> !Files.isSymbolicLink(each) && Files.isDirectory(each))
              .sorted()
              .toList();
      List<Path> exact =
          runs.stream().filter(each -> each.getFileName().toString().equals(name)).toList();
      return exact.isEmpty()
          ? runs.stream().filter(each -> each.getFileName().toString().startsWith(name)).toList()
          : exact;
    }
  }

  /** The folder of the runs of the current folder, or of the nearest one above it. */
  List<Path> here() {
    return above().stream().filter(Files::isDirectory).limit(1).toList();
  }

  private List<Path> above() {
    var homes = new ArrayList<Path>();
    for (Path folder = console.folder().toAbsolutePath();
        folder != null;
        folder = folder.getParent()) {
      homes.add(folder.resolve(RunFolder.HOME));
    }
    return homes;
  }

  /** The folders of runs above the current one, then those where this user ran something last. */
  List<Path> homes() throws IOException {
    var homes = new ArrayList<>(above());
    Optional<Path> list = list();
    if (list.isPresent() && Files.exists(list.get())) {
      var noted = new ArrayList<>(Files.readAllLines(list.get(), StandardCharsets.UTF_8));
      Collections.reverse(noted);
      noted.stream().distinct().map(Path::of).forEach(homes::add);
    }
    return homes.stream().filter(Files::isDirectory).toList();
  }

  /**
   * Notes where a run lies, so that it is found from any folder; a note that cannot be written is
   * no harm.
   */
  void note(Path home) {
    try {
      Optional<Path> list = list();
      if (list.isPresent()) {
        Files.createDirectories(list.get().getParent());
        List<String> known =
            Files.exists(list.get())
                ? Files.readAllLines(list.get(), StandardCharsets.UTF_8)
                : List.of();
        var kept = new ArrayList<>(known);
        kept.remove(home.toString());
        kept.add(home.toString());
        List<String> newest = kept.subList(Math.max(0, kept.size() - MOST_HOMES), kept.size());
        Files.writeString(
            list.get(),
            String.join("\n", newest) + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
      }
    } catch (IOException noHarm) {
      console.say("hdw: this run is found only from its own folder: " + Surroundings.words(noHarm));
    }
  }

  private Optional<Path> list() {
    String state = console.environment().getOrDefault("XDG_STATE_HOME", "");
    String home = console.environment().getOrDefault("HOME", "");
    Optional<Path> base =
        !state.isEmpty()
            ? Optional.of(Path.of(state))
            : home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".local", "state"));
    return base.map(each -> each.resolve("hdw").resolve("homes"));
  }
}
