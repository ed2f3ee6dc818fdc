package hdw.cli;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * The command line that asked for a run, kept in its folder: {@code hdw run RUN} runs exactly what
 * {@code -n} rendered, {@code hdw resume} goes on as it was begun.
 *
 * @param arguments the words behind {@code hdw run}, without what begins anew
 */
record Asked(RunFolder folder, List<String> arguments) {
  private static final String FILE = "asked.json";

  /** Words that count once: another driver of the same run is not to do it again. */
  private static final Set<String> ONCE =
      Set.of("-n", "--dry-run", "--new", "--recut", "--detach", "--in-pool", "--ahead");

  private static final Set<String> ONCE_WITH_VALUE = Set.of("--redo", "--run-dir");

  /** Copies the list. */
  Asked {
    arguments = List.copyOf(arguments);
  }

  /** Notes in a run's folder what was asked for; the workflow's file is named by its whole path. */
  static void note(RunFolder folder, ParseResult parsed, Path file) throws IOException {
    String written = Options.arguments(parsed).get(0);
    var words = new ArrayList<String>();
    for (String each : Typed.without(parsed, ONCE, ONCE_WITH_VALUE)) {
      words.add(each.equals(written) ? file.toAbsolutePath().normalize().toString() : each);
    }
    folder.replace(
        FILE,
        writer -> {
          try (JsonWriter json = JsonWriter.indented(writer)) {
            json.begin().put("schema", 1).put("arguments", words).end();
          }
        });
  }

  /** What was asked for in a run's folder. */
  static Asked of(RunFolder folder) throws IOException {
    if (!Files.exists(folder.file(FILE))) {
      throw new IOException(
          "run "
              + folder.name()
              + " does not say how it was begun ("
              + FILE
              + " is gone); name the workflow's file: hdw run FILE");
    }
    var json = JsonReader.object(Files.readString(folder.file(FILE)));
    return new Asked(folder, JsonReader.texts(json, "arguments"));
  }

  /** The command line, as {@code hdw run} takes it. */
  ParseResult parsed() {
    return parsed(List.of());
  }

  /**
   * The same with more words, which say who is to drive.
   *
   * @param more none in this terminal
   */
  ParseResult parsed(List<String> more) {
    var words = new ArrayList<>(arguments);
    words.addAll(more);
    return Options.line(new RunCommand().spec()).parseArgs(words.toArray(String[]::new));
  }

  /** The rendered run that a word names; nothing where it names a workflow's file. */
  static Optional<Asked> rendered(String word, Console console) throws IOException {
    boolean isFile =
        Files.isRegularFile(Path.of(word)) || Files.isRegularFile(Path.of(word + ".hdw"));
    if (isFile) {
      return Optional.empty();
    }
    Optional<RunFolder> folder = new Runs(console).known(word);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    if (Files.exists(folder.get().journal())) {
      throw new UsageException(
          "run "
              + folder.get().name()
              + " has begun already; hdw resume "
              + folder.get().name()
              + " goes on with it");
    }
    return Optional.of(of(folder.get()));
  }
}
