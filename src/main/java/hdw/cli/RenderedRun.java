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
import picocli.CommandLine.ParseResult;

/**
 * A run that a dry run rendered, with the command line that asked for it: {@code hdw run RUN} runs
 * exactly that.
 *
 * @param arguments the words behind {@code hdw run}, without {@code -n}
 */
record RenderedRun(RunFolder folder, List<String> arguments) {
  private static final String FILE = "asked.json";
  private static final List<String> DRY = List.of("-n", "--dry-run");

  /** Copies the list. */
  RenderedRun {
    arguments = List.copyOf(arguments);
  }

  /** Notes in a run's folder what was asked for; the workflow's file is named by its whole path. */
  static void note(RunFolder folder, ParseResult parsed, Path file) throws IOException {
    String written = Options.arguments(parsed).get(0);
    var words = new ArrayList<String>();
    for (String each : parsed.originalArgs()) {
      if (!DRY.contains(each)) {
        words.add(each.equals(written) ? file.toAbsolutePath().normalize().toString() : each);
      }
    }
    try (JsonWriter json = JsonWriter.indented(Files.newBufferedWriter(folder.file(FILE)))) {
      json.begin().put("schema", 1).put("arguments", words).end();
    }
  }

  /** The rendered run that a word names; nothing where it names a workflow's file. */
  static Optional<RenderedRun> find(String word, Console console) throws IOException {
    boolean isFile =
        Files.isRegularFile(Path.of(word)) || Files.isRegularFile(Path.of(word + ".hdw"));
    if (isFile) {
      return Optional.empty();
    }
    Optional<RunFolder> folder = new Runs(console).known(word);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    if (Files.exists(folder.get().journal()) || !Files.exists(folder.get().file(FILE))) {
      throw new UsageException(
          "run "
              + folder.get().name()
              + " has begun already; name the workflow's file to go on with it");
    }
    var asked = JsonReader.object(Files.readString(folder.get().file(FILE)));
    return Optional.of(new RenderedRun(folder.get(), JsonReader.texts(asked, "arguments")));
  }
}
