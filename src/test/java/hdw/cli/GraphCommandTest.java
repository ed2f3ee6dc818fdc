package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.executor.local.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares what {@code hdw graph} prints with the files in {@code src/test/resources/graph}; the
 * system property {@code golden.update} writes them instead.
 */
final class GraphCommandTest {
  private static final Path FOLDER = Path.of("src/test/resources/graph");
  private static final String PATH = System.getenv().getOrDefault("PATH", "");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode graph(String path, String... arguments) {
    out.reset();
    err.reset();
    var all = new ArrayList<>(List.of("graph", FOLDER.resolve("small.hdw").toString()));
    all.addAll(List.of(arguments));
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("PATH", path),
            Path.of(""),
            false,
            false);
    return Main.run(all.toArray(String[]::new), console);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "node, dot, nodes.dot",
    "node, mermaid, nodes.mmd",
    "node, json, nodes.json",
    "task, dot, tasks.dot",
    "task, mermaid, tasks.mmd",
    "task, json, tasks.json",
    "sample, dot, samples.dot",
    "job, dot, jobs.dot",
    "job, mermaid, jobs.mmd",
    "job, json, jobs.json"
  })
  void a_picture_is_printed_as_it_stands_in_its_file(String by, String format, String file)
      throws IOException {
    assertEquals(ExitCode.DONE, graph(PATH, "--by", by, "--format", format), this::said);
    String first = printed();
    assertEquals("", said());
    graph(PATH, "--by", by, "--format", format);
    assertEquals(first, printed(), "the same input gives the same bytes");
    Path expected = FOLDER.resolve(file);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, first);
    }
    assertEquals(Files.readString(expected), first);
  }

  @Test
  void jobs_is_a_short_way_to_say_by_job() {
    graph(PATH, "--by", "job");
    String byJob = printed();
    graph(PATH, "--jobs");
    assertEquals(byJob, printed());
    assertEquals(ExitCode.USAGE, graph(PATH, "--jobs", "--by", "task"));
  }

  @Test
  void the_ending_of_the_output_says_the_format(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("dag.mmd");
    assertEquals(ExitCode.DONE, graph(PATH, "-o", file.toString()));
    assertEquals("", printed());
    assertEquals(Files.readString(FOLDER.resolve("nodes.mmd")), Files.readString(file));
  }

  @Test
  void a_word_that_is_no_format_direction_or_view_is_named() {
    assertEquals(ExitCode.USAGE, graph(PATH, "--format", "png"));
    assertTrue(said().contains("dot, svg, mermaid or json, not `png`"), this::said);
    assertEquals(ExitCode.USAGE, graph(PATH, "--direction", "up"));
    assertTrue(said().contains("right or down"), this::said);
    assertEquals(ExitCode.USAGE, graph(PATH, "--by", "shft"));
    assertTrue(said().contains("not `shft`; did you mean `shift`"), this::said);
    assertEquals("", printed());
  }

  @Test
  void more_jobs_than_a_picture_can_show_are_refused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("many.hdw");
    Files.writeString(
        file,
        """
        workflow many
        use "sites/local"
        task one for each i in range(2001) { run = "true" }
        """);
    var console =
        new Console(new PrintStream(out), new PrintStream(err), Map.of(), folder, false, false);
    var asked = new String[] {"graph", file.toString(), "--jobs"};
    assertEquals(ExitCode.USAGE, Main.run(asked, console), this::said);
    assertTrue(said().contains("2,001 jobs with 0 edges are more than"), this::said);
    assertTrue(said().contains("hdw plan --json --jobs"), this::said);
  }

  @Test
  void svg_without_graphviz_says_what_to_do_and_prints_nothing(@TempDir Path empty) {
    assertEquals(ExitCode.SURROUNDINGS, graph(empty.toString(), "--format", "svg"));
    assertTrue(said().contains("there is no `dot` on the path"), this::said);
    assertTrue(said().contains("--format dot"), this::said);
    assertTrue(said().contains("--format mermaid"), this::said);
    assertEquals("", printed());
  }

  @Test
  void svg_shows_every_node_and_is_the_same_each_time() {
    assumeTrue(new Tools(PATH).find("dot").isPresent(), "skipped: Graphviz is not on the path");
    assertEquals(ExitCode.DONE, graph(PATH, "--format", "svg"), this::said);
    String svg = printed();
    assertEquals("", said());
    for (String each : List.of("ready", "skim/SingleMu/no", "count/DY/up", "total/Z", "plot")) {
      assertTrue(svg.contains("<title>" + each + "</title>"), each);
    }
    assertFalse(svg.contains("cluster_0</text>"), "the exporter draws boxes as vertices");
    graph(PATH, "--format", "svg");
    assertEquals(svg, printed());
  }
}
