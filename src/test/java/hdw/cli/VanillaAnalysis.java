package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An analysis of HiggsDNA, imported, of two samples with two files each, which is run by one of the
 * names that HiggsDNA's users know.
 */
final class VanillaAnalysis {
  private static final Path RESOURCES = Path.of("src/test/resources/higgsdna").toAbsolutePath();
  private static final String ANALYSIS =
      """
      {"samplejson": "samples.json", "workflow": "base", "metaconditions": "Era2022_v1",
       "year": {"DYto2L": ["2022postEE"], "TTG": ["2022postEE"]},
       "systematics": {"TTG": ["Scale"]}, "corrections": {}}
      """;

  private final Path folder;
  private final List<String> options;
  private final Session session;

  /**
   * Imports it.
   *
   * @param options what every run is told
   */
  VanillaAnalysis(Path folder, String... options) throws IOException {
    this.folder = folder;
    this.options = List.of(options);
    session = new Session(folder).file("analysis.json", ANALYSIS);
    session.file(
        "samples.json",
        "{\"DYto2L\": [\"data/1.root\", \"data/2.root\"], \"TTG\": [\"data/3.root\","
            + " \"data/4.root\"]}");
    for (int i = 1; i <= 4; i++) {
      session.file("data/" + i + ".root", 5 * i + "\n");
    }
    String path = "export PATH='" + RESOURCES.resolve("bin") + "':$PATH";
    assertEquals(
        ExitCode.DONE,
        session.hdw("import", "higgsdna", "analysis.json", "--setup", path),
        () -> session.err());
  }

  /** The person who runs it. */
  Session session() {
    return session;
  }

  /** Changes a line of the imported workflow. */
  VanillaAnalysis with(String before, String after) throws IOException {
    String text = session.read("analysis.hdw");
    assertTrue(text.contains(before), text);
    session.file("analysis.hdw", text.replace(before, after));
    return this;
  }

  /** Has each job do something before it begins. */
  VanillaAnalysis first(String command) throws IOException {
    return with("    higgsdna --dump", "    " + command + "\n    higgsdna --dump");
  }

  /** The words of a command that runs it. */
  String[] command(String workflow) {
    var words = new ArrayList<>(List.of("run", workflow));
    words.addAll(options);
    return words.toArray(String[]::new);
  }

  /** Runs it to its end. */
  void run(ExitCode expected) {
    assertEquals(expected, session.hdw(command("@analysis.hdw")), this::said);
  }

  /** What the last command said, on both streams. */
  String said() {
    return session.out() + session.err();
  }

  /** The folder {@code jobs/} of the latest run, where HiggsDNA's tools look for it. */
  Path jobs(String home) throws IOException {
    Path run = folder.resolve(".hdw/latest").toRealPath().getFileName();
    return folder.resolve(home).resolve(run).resolve("jobs");
  }

  /** The names of the files there, sorted. */
  List<String> jobs(String home, String ending) throws IOException {
    try (Stream<Path> files = Files.list(jobs(home))) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(ending))
          .sorted()
          .toList();
    }
  }

  /** How many logs with this ending have something in them. */
  long written(String ending) {
    File[] files = folder.resolve(".hdw/latest/jobs").toFile().listFiles();
    return files == null
        ? 0
        : Stream.of(files)
            .filter(each -> each.getName().endsWith(ending) && each.length() > 0)
            .count();
  }

  /** A file that is no number is told with its log; what is mended is all that runs again. */
  void failsWithItsLogAndRunsAgain() throws IOException {
    session.file("data/3.root", "no number\n");
    run(ExitCode.JOBS_FAILED);
    assertTrue(said().contains("invalid literal for int()"), this::said);
    assertEquals(ExitCode.DONE, session.hdw("logs", "--failed", "--err"), this::said);
    assertTrue(session.out().contains("invalid literal for int()"), this::said);
    session.file("data/3.root", "15\n");
    run(ExitCode.DONE);
    assertTrue(session.exists("ntuples/TTG/nominal/3_Events_0-15.parquet"));
  }

  /** The first job to begin fails for a reason that goes away, and a rule tries it again. */
  VanillaAnalysis withBadWeather() throws IOException {
    first("mkdir again 2>/dev/null && { echo 'bad weather' >&2; exit 1; }");
    session.file(
        "analysis.hdw",
        session.read("analysis.hdw")
            + """
            rule weather on failure { when log matches "bad weather" then retry }
            """);
    return this;
  }
}
