package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How two runs of a workflow that was changed differ. */
final class DiffTest {
  private static final String WORKFLOW =
      """
      workflow d
      sample s { files = ["a", "b", "c"] kind = "mc" }
      task copy for each sample {
        split  = 1 file
        memory = 100 MB
        output = "out/{{sample}}/{{chunk}}"
        run    = "sh copy.sh {{inputs}} > {{output}}"
      }
      task sum for each sample {
        input  = copy
        output = "sum/{{sample}}"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;
  private String first;

  @BeforeEach
  void runOnce() throws IOException {
    session = new Session(folder).file("d.hdw", WORKFLOW).file("copy.sh", "cat $1\n");
    session.file("a", "1\n").file("b", "2\n").file("c", "3\n");
    first = run();
  }

  private String run() throws IOException {
    session.hdw("run", "@d.hdw", "--new", "--overwrite", "--no-pause", "--no-try");
    return Files.readSymbolicLink(folder.resolve(".hdw/latest")).toString();
  }

  private String diff(String... more) {
    String[] words =
        Stream.concat(Stream.of("diff", first, "latest"), Stream.of(more)).toArray(String[]::new);
    assertEquals(ExitCode.DONE, session.hdw(words), session.err());
    return session.out();
  }

  private void says(String text) {
    assertTrue(session.out().contains(text), text + "\n---\n" + session.out());
  }

  @Test
  void runs_of_the_same_are_said_to_be_the_same() throws IOException {
    String second = run();
    assertEquals(
        "--- "
            + first
            + ": done, 4 of 4 jobs done\n+++ "
            + second
            + ": done, 4 of 4 jobs done\nthe plans are the same, 2 nodes; so are their jobs, and"
            + " what came of them\n",
        diff());
  }

  @Test
  void a_request_says_what_it_was_what_it_is_and_which_line_set_it() throws IOException {
    session.file("d.hdw", WORKFLOW.replace("100 MB", "200 MB"));
    run();
    diff();
    says("memory: 100 MB (task copy at d.hdw:5) -> 200 MB (task copy at d.hdw:5)\n    copy/s\n");
  }

  @Test
  void a_command_that_changed_is_one_line_for_all_its_jobs() throws IOException {
    session.file("d.hdw", WORKFLOW.replace("sh copy.sh", "bash copy.sh"));
    run();
    diff();
    says("copy: 3 jobs with other command\n    copy/s/");
    says(" and 2 more\n");
  }

  @Test
  void an_input_that_changed_is_told_of_the_one_job_that_reads_it() throws IOException {
    session.file("b", "22\n");
    run();
    diff();
    says("copy: 1 job with other inputs\n    copy/s/b");
  }

  @Test
  void files_and_nodes_that_come_and_go_are_told() throws IOException {
    session.file("x", "4\n");
    session.file(
        "d.hdw", WORKFLOW.replace("\"c\"", "\"c\", \"x\"").replace("task sum", "task total"));
    run();
    diff();
    says("new: total/s\ngone: sum/s\njobs: 3 -> 4\n    copy/s\n");
    says("copy: 1 job only in " + Files.readSymbolicLink(folder.resolve(".hdw/latest")));
  }

  @Test
  void what_came_of_jobs_is_compared_with_its_reason() throws IOException {
    session.file("copy.sh", "test $1 != b || { echo no luck >&2; exit 3; }; cat $1\n");
    run();
    diff();
    says("copy: 1 job done -> failed: command_failed\n    copy/s/b");
    says("sum: 1 job done -> skipped\n");
    diff("--json");
    var json = JsonReader.object(session.out());
    assertEquals(false, json.get("same"));
    assertEquals(
        List.of("done", "done"),
        JsonReader.objects(json, "outcomes").stream().map(each -> each.get("before")).toList());
  }

  @Test
  void a_dry_run_is_compared_by_its_plan() throws IOException {
    session.file("d.hdw", WORKFLOW.replace("100 MB", "200 MB"));
    session.hdw("run", "-n", "@d.hdw", "--new");
    String dry = dry();
    assertEquals(ExitCode.DONE, session.hdw("diff", first, dry), session.err());
    says("only the plans were compared");
    assertEquals(ExitCode.USAGE, session.hdw("diff", first));
  }

  private String dry() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve(".hdw"))) {
      return runs.filter(each -> Files.isDirectory(each) && !Files.isSymbolicLink(each))
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("d_") && !each.equals(first))
          .findFirst()
          .orElseThrow();
    }
  }
}
