package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code split = 30 min}: the first chunk of each sample sets the size of the others. */
final class FirstLookTest {
  private static final String WORKFLOW =
      """
      workflow f
      sample one { files = glob("one/*.txt") }
      sample two { files = glob("two/*.txt") }
      task calib {
        memory = 10 MB
        output = "calib.txt"
        run    = "echo $HDW_JOB >> begun; echo > {{output}}"
      }
      task ntuple for each sample {
        input  = [sample, calib]
        split  = 30 min
        memory = 10 MB
        output = "out/{{sample}}/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; . ./do.sh; cat {{inputs}} > {{output}}"
      }
      task all for each sample {
        input  = ntuple
        memory = 10 MB
        output = "all/{{sample}}.txt"
        run    = "echo $HDW_JOB >> begun; cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("f.hdw", WORKFLOW).file("do.sh", "true\n");
    for (int i = 0; i < 6; i++) {
      session.file("one/a" + i + ".txt", i + "\n").file("two/b" + i + ".txt", i + "\n");
    }
  }

  private List<String> begun() throws IOException {
    return session.exists("begun") ? session.read("begun").lines().toList() : List.of();
  }

  private long runs() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve(".hdw"))) {
      return runs.filter(each -> Files.isDirectory(each) && !Files.isSymbolicLink(each)).count();
    }
  }

  @Test
  void one_command_measures_and_runs_the_whole_by_it() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw", "-j", "2"), session.err());
    assertTrue(
        session.err().contains("first look: 2 jobs measure how long `ntuple` takes"),
        session.err());
    assertTrue(session.err().contains("ntuple: split = 30 min, by "), session.err());
    assertTrue(session.err().contains("ntuple: 2 of 4 chunks kept"), session.err());
    assertEquals("calib", begun().get(0));
    assertEquals(7, begun().size(), "one job of calib, two of each ntuple, two of all");
    Counts counts = Counts.of(session);
    assertEquals("done", counts.state());
    assertEquals("2 jobs, 2 done", counts.node("ntuple/one"));
    assertEquals("6 files, 6 done", counts.coverage("ntuple/one"));
    assertEquals(6, session.read("all/two.txt").lines().filter(each -> !each.isEmpty()).count());
    assertEquals(ExitCode.DONE, session.hdw("verify"), session.err());
    assertEquals(2, runs());
  }

  @Test
  void what_is_measured_needs_no_first_look_again() throws IOException {
    session.hdw("run", "@f.hdw");
    int before = begun().size();
    session.file("one/a9.txt", "9\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw"), session.err());
    assertFalse(session.err().contains("first look"), session.err());
    assertEquals(before + 2, begun().size(), "the chunk of the new file, and what takes it in");
    assertEquals(3, runs());
    session.hdw("run", "@f.hdw", "--only", "calib", "--redo", "calib");
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw"), session.err());
    assertFalse(session.err().contains("first look"), session.err());
  }

  @Test
  void plan_and_dry_run_show_what_is_provisional_and_begin_nothing() throws IOException {
    String words = "the first chunk of each sample runs first and sets the size of the others";
    assertEquals(ExitCode.DONE, session.hdw("plan", "@f.hdw"));
    assertTrue(session.out().contains(words), session.out());
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw", "-n"), session.err());
    assertTrue(session.out().contains(words), session.out());
    assertEquals(List.of(), begun());
    session.hdw("run", "@f.hdw");
    session.hdw("plan", "@f.hdw", "--json");
    Map<String, Object> node = JsonReader.objects(JsonReader.object(session.out()), "nodes").get(1);
    Map<String, Object> split = JsonReader.inner(node, "split").orElseThrow();
    assertEquals("30 min", JsonReader.text(split, "by").orElseThrow());
    assertEquals(2, JsonReader.number(split, "chunks_kept", 0));
    assertEquals(
        4, JsonReader.number(JsonReader.inner(split, "measured").orElseThrow(), "jobs", 0));
  }

  @Test
  void a_first_look_that_fails_begins_nothing_else_and_goes_on_when_mended() throws IOException {
    session.file("do.sh", "case $HDW_JOB in */one/*) exit 1;; esac\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@f.hdw"), session.err());
    assertTrue(session.err().contains("the first look failed, so nothing else was begun"));
    assertEquals(3, begun().size());
    assertEquals(1, runs());
    session.hdw("status");
    assertTrue(session.out().contains("failed (first look at ntuple)"), session.out());
    session.file("do.sh", "true\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw"), session.err());
    assertEquals(8, begun().size());
    assertEquals(2, runs());
  }

  @Test
  void where_a_rule_skips_all_that_would_measure_the_whole_goes_on_file_by_file()
      throws IOException {
    session.file("f.hdw", WORKFLOW + "rule sparse on failure { when exit == 7 then skip }\n");
    session.file("do.sh", "case $HDW_JOB in */a0*|*/b0*) exit 7;; esac\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw"), session.err());
    assertEquals("6 jobs, 5 done, 1 skipped, 1 given_up", Counts.of(session).node("ntuple/one"));
  }

  @Test
  void a_driver_that_dies_in_the_first_look_goes_on_with_it() throws Exception {
    session.file("do.sh", "touch runs; until [ -e go ]; do sleep 0.05; done\n");
    var program = new Program(folder);
    Process driver = program.start("run", "f.hdw", "-j", "4");
    program.waitFor("runs");
    Program.signal("KILL", driver.pid());
    driver.waitFor();
    session.file("go", "");
    assertEquals(0, program.run("resume"), program.said());
    assertEquals(7, begun().size(), begun().toString());
    assertEquals(2, runs());
    assertEquals("done", Counts.of(session).state());
  }

  @Test
  void a_driver_that_dies_after_the_first_look_goes_on_by_the_same_measurement() throws Exception {
    session.file(
        "do.sh",
        "case $HDW_JOB in */a1*) touch runs; until [ -e go ]; do sleep 0.05; done;; esac\n");
    session.file(
        "f.hdw", WORKFLOW.replace("30 min", "1 s").replace(". ./do.sh", "sleep 0.6; . ./do.sh"));
    var program = new Program(folder);
    Process driver = program.start("run", "f.hdw", "-j", "8", "--only", "one");
    program.waitFor("runs");
    Program.signal("KILL", driver.pid());
    driver.waitFor();
    session.file("go", "");
    assertEquals(0, program.run("run", "f.hdw", "-j", "8", "--only", "one"), program.said());
    assertEquals(2, runs());
    assertFalse(program.said().contains("first look"), program.said());
    assertEquals(List.copyOf(begun()), begun().stream().distinct().toList());
  }

  @Test
  void a_first_look_that_nothing_followed_is_no_end() throws IOException {
    session.hdw("run", "@f.hdw");
    Path latest = folder.resolve(".hdw/latest");
    Path whole = latest.toRealPath();
    Path first = firstRun();
    Files.move(whole, folder.resolve("elsewhere")); // as if the driver had died between the two
    Files.delete(latest);
    Files.createSymbolicLink(latest, first.getFileName());
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("status", "--exit-code"));
    assertTrue(session.out().contains("stopped (first look at ntuple)"), session.out());
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw", "--overwrite"), session.err());
    assertFalse(session.err().contains("first look:"), session.err());
    session.hdw("status", first.getFileName().toString());
    assertTrue(session.out().contains("done (first look at ntuple)"), session.out());
  }

  private Path firstRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve(".hdw"))) {
      return runs.filter(each -> each.getFileName().toString().startsWith("f_"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void a_rendered_run_with_small_chunks_goes_on_as_it_was_rendered() throws IOException {
    session.hdw("run", "@f.hdw", "-n");
    session.file("do.sh", "case $HDW_JOB in */a3*) exit 1;; esac\n");
    String run = firstRun().getFileName().toString();
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", run), session.err());
    assertEquals(14, begun().size(), begun().toString());
    session.file("do.sh", "true\n");
    assertEquals(ExitCode.DONE, session.hdw("retry"), session.err());
    assertEquals("6 jobs, 6 done", Counts.of(session).node("ntuple/one"));
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw"), session.err());
    assertTrue(session.err().contains("nothing to do"), session.err());
    assertEquals(1, runs());
  }

  @Test
  void an_interrupt_in_the_first_look_stops_all() throws Exception {
    session.file("do.sh", "touch runs; sleep 30\n");
    var program = new Program(folder);
    Process driver = program.start("run", "f.hdw", "-j", "4");
    program.waitFor("runs");
    Engine.await(() -> begun().size() == 3, "all three are at work");
    Program.signal("INT", driver.pid());
    assertEquals(130, program.exit(driver), program.said());
    assertEquals(1, runs());
    assertEquals(3, begun().size());
  }

  @Test
  void detached_both_go_on_without_the_terminal() throws Exception {
    var program = new Program(folder);
    assertEquals(0, program.run("run", "f.hdw", "--detach"), program.said());
    Program.waitUntil(() -> session.exists("all/one.txt") && session.exists("all/two.txt"), "all");
    assertEquals(0, program.run("status", "--watch", "--exit-code"), program.said());
    assertEquals(2, runs());
  }

  @Test
  void new_and_recut_go_through_the_first_look_and_not_further() throws IOException {
    session.hdw("run", "@f.hdw");
    int before = begun().size();
    assertEquals(ExitCode.DONE, session.hdw("run", "@f.hdw", "--new"), session.err());
    assertEquals(2 * before, begun().size());
    session.file(
        "f.hdw", WORKFLOW.replace("task ntuple", "task tuple").replace("= ntuple", "= tuple"));
    assertEquals(
        ExitCode.DONE,
        session.hdw("run", "@f.hdw", "--new", "--recut", "--overwrite"),
        session.err());
    assertTrue(session.err().contains("first look"), session.err());
    assertEquals(3 * before, begun().size());
  }
}
