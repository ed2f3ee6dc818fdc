package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running on this machine, as a person sees it. */
final class RunCommandTest {
  private static final String WORKFLOW =
      """
      workflow words
      param greeting = "hello"
      sample a { files = ["a1.txt", "a2.txt"] }
      sample b { files = ["b1.txt"] }
      task copy for each sample {
        split  = 1 file
        memory = 10 MB
        output = "out/{{sample}}/{{chunk}}.txt"
        run    = "echo {{greeting}} > {{output}}; cat {{input}} >> {{output}}"
      }
      task merged for each sample {
        input  = copy
        memory = 10 MB
        output = "out/{{sample}}.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      task all {
        input  = merged
        memory = 10 MB
        output = "out/all.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void workflow() throws IOException {
    session = new Session(folder).file("w.hdw", WORKFLOW);
    for (String each : List.of("a1", "a2", "b1")) {
      session.file(each + ".txt", each + "\n");
    }
  }

  @Test
  void a_workflow_runs_to_its_end_and_every_output_is_in_its_place() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw"), session.err());
    assertEquals("hello\na1\nhello\na2\nhello\nb1\n", session.read("out/all.txt"));
    assertTrue(session.err().contains("6 of 6 jobs done"), session.err());
    assertEquals("", session.out());
  }

  @Test
  void nothing_is_left_beside_the_outputs() throws IOException {
    session.hdw("run", "@w.hdw");
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      List<String> names =
          all.filter(Files::isRegularFile).map(each -> each.getFileName().toString()).toList();
      assertEquals(6, names.size(), names.toString());
      assertTrue(names.stream().noneMatch(each -> each.startsWith(".")), names.toString());
    }
  }

  @Test
  void a_finished_workflow_has_nothing_to_do() {
    session.hdw("run", "@w.hdw");
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw"));
    assertTrue(session.err().contains("nothing to do"), session.err());
  }

  @Test
  void comments_layout_and_resources_make_nothing_run_again() throws IOException {
    session.hdw("run", "@w.hdw");
    session.file(
        "w.hdw", "# new\n" + WORKFLOW.replace("memory = 10 MB", "memory   =  20 MB # more"));
    session.hdw("run", "@w.hdw");
    assertTrue(session.err().contains("nothing to do"), session.err());
  }

  @Test
  void a_param_on_the_command_line_counts_as_a_change() throws IOException {
    session.hdw("run", "@w.hdw");
    assertEquals(
        ExitCode.DONE, session.hdw("run", "@w.hdw", "--set", "greeting=hi"), session.err());
    assertEquals("hi\na1\nhi\na2\nhi\nb1\n", session.read("out/all.txt"));
    assertEquals(ExitCode.DONE, session.hdw("why", "copy/b"));
    assertTrue(
        session.out().contains("a value in its command or output path changed"), session.out());
  }

  @Test
  void a_changed_command_runs_again_with_all_that_hangs_on_it_and_nothing_else()
      throws IOException {
    session.hdw("run", "@w.hdw");
    session.file(
        "w.hdw",
        WORKFLOW.replace(
            "cat {{inputs}} > {{output}}\"\n}\ntask all",
            "sort {{inputs}} > {{output}}\"\n}\ntask all"));
    session.hdw("run", "@w.hdw");
    assertTrue(session.err().contains("6 of 6 jobs done (3 of them before)"), session.err());
  }

  @Test
  void a_changed_input_file_runs_its_own_chunk_again() throws IOException {
    session.hdw("run", "@w.hdw");
    session.file("a2.txt", "another\n");
    session.hdw("run", "@w.hdw");
    assertTrue(session.err().contains("6 of 6 jobs done (3 of them before)"), session.err());
    assertEquals("hello\na1\nhello\nanother\nhello\nb1\n", session.read("out/all.txt"));
    session.hdw("why", "copy/a/a2");
    assertTrue(session.out().contains("an input file changed"), session.out());
  }

  @Test
  void a_lost_output_is_made_again() throws IOException {
    session.hdw("run", "@w.hdw");
    Files.delete(folder.resolve("out/b.txt"));
    session.hdw("run", "@w.hdw");
    assertTrue(session.exists("out/b.txt"));
    session.hdw("why", "merged/b");
    assertTrue(session.out().contains("is gone"), session.out());
  }

  @Test
  void one_failed_job_stops_only_what_depends_on_it() throws IOException {
    session.file(
        "w.hdw",
        WORKFLOW.replace(
            "echo {{greeting}}",
            "[ {{sample}} = a ] || { echo broken >&2; exit 7; }; echo {{greeting}}"));
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@w.hdw"));
    assertTrue(session.exists("out/a.txt"));
    assertFalse(session.exists("out/b.txt"));
    assertFalse(session.exists("out/all.txt"));
    assertTrue(session.err().contains("1 x command_failed: broken"), session.err());
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("status", "--exit-code"));
    assertTrue(session.out().contains("command_failed: broken"), session.out());
    session.hdw("logs", "--failed");
    assertTrue(session.out().contains("broken"), session.out());
    session.hdw("why", "all");
    assertTrue(session.out().contains("cannot run because `copy/b/"), session.out());
    session.hdw("why", "copy/b");
    assertTrue(session.out().contains("exit code 7"), session.out());
  }

  @Test
  void a_failed_job_is_tried_again_in_the_same_run_and_keeps_the_log_of_each_attempt()
      throws IOException {
    session.file(
        "w.hdw",
        WORKFLOW.replace(
            "echo {{greeting}}", "test -e ready || { echo not yet; exit 1; }; echo {{greeting}}"));
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@w.hdw"));
    session.file("ready", "");
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw"), session.err());
    session.hdw("logs", "copy/b");
    assertTrue(session.out().contains("attempt 1"), session.out());
    assertTrue(session.out().contains("not yet"), session.out());
    session.hdw("status", "--json");
    assertTrue(session.out().contains("\"state\" : \"done\""), session.out());
  }

  @Test
  void an_output_counts_only_if_the_command_wrote_it() throws IOException {
    session.file("w.hdw", WORKFLOW.replace("cat {{inputs}} > {{output}}", "true"));
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@w.hdw"));
    assertTrue(session.err().contains("missing_output"), session.err());
  }

  @Test
  void fail_fast_starts_nothing_more() throws IOException {
    session.file("w.hdw", WORKFLOW.replace("echo {{greeting}}", "exit 1; echo {{greeting}}"));
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@w.hdw", "--fail-fast", "-j", "1"));
    assertTrue(session.err().contains("0 of 6 jobs done, 1 failed"), session.err());
  }

  @Test
  void a_file_that_no_run_made_is_never_replaced_unasked() throws IOException {
    session.file("out/all.txt", "precious\n");
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("run", "@w.hdw"));
    assertTrue(session.err().contains("HDW0701"), session.err());
    assertEquals("precious\n", session.read("out/all.txt"));
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw", "--overwrite"), session.err());
    assertTrue(session.read("out/all.txt").startsWith("hello"));
  }

  @Test
  void files_that_are_there_can_be_taken_as_results() throws IOException {
    session.hdw("run", "@w.hdw");
    String elsewhere = folder.resolve("elsewhere").toString();
    session.hdw("run", "@w.hdw", "--run-dir", elsewhere, "--adopt");
    assertTrue(session.err().contains("6 of 6 jobs done (6 of them before)"), session.err());
    session.hdw("run", "@w.hdw", "--run-dir", elsewhere);
    assertTrue(session.err().contains("nothing to do"), session.err());
  }

  @Test
  void redo_runs_a_task_and_what_hangs_on_it() {
    session.hdw("run", "@w.hdw");
    session.hdw("run", "@w.hdw", "--redo", "merged");
    assertTrue(session.err().contains("6 of 6 jobs done (3 of them before)"), session.err());
  }

  @Test
  void only_takes_a_part_with_what_it_needs_and_nothing_after_it() {
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw", "--only", "merged/a"), session.err());
    assertTrue(session.exists("out/a.txt"));
    assertFalse(session.exists("out/b.txt"));
    assertFalse(session.exists("out/all.txt"));
  }

  @Test
  void iterative_shows_the_output_of_the_jobs() throws IOException {
    session.file(
        "w.hdw", WORKFLOW.replace("echo {{greeting}}", "echo now {{job}}; echo {{greeting}}"));
    assertEquals(
        ExitCode.DONE, session.hdw("run", "@w.hdw", "--executor", "iterative"), session.err());
    assertTrue(session.out().contains("now copy/a/a1-"), session.out());
  }

  @Test
  void a_dry_run_with_dask_renders_and_starts_nothing() {
    assertEquals(
        ExitCode.DONE, session.hdw("run", "@w.hdw", "--executor", "dask", "-n"), session.err());
    assertTrue(session.out().contains("nothing was submitted"), session.out());
    assertFalse(session.exists("out"));
  }

  @Test
  void max_running_holds_back_its_own_task_and_no_other() throws IOException {
    session.file(
        "w.hdw",
        """
        workflow few
        task one for each n in range(6) {
          memory = 10 MB
          max_running = 1
          output = "out/{{n}}"
          run = "mkdir alone; sleep 0.05; rmdir alone; echo > {{output}}"
        }
        task other for each n in range(6) { memory = 10 MB output = "out/o{{n}}" run = "echo > {{output}}" }
        """);
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw", "-j", "4"), session.err());
  }

  @Test
  void what_a_dry_run_rendered_can_be_run_exactly() throws IOException {
    assertEquals(
        ExitCode.DONE, session.hdw("run", "@w.hdw", "-n", "--set", "greeting=hi"), session.err());
    String run = session.err().strip().replaceAll("(?s).*hdw run ", "");
    assertEquals(ExitCode.DONE, session.hdw("run", run), session.err());
    assertTrue(session.read("out/all.txt").startsWith("hi\n"));
    assertEquals(ExitCode.USAGE, session.hdw("run", run));
    session.hdw("run", "@w.hdw", "-n");
    String other = session.err().strip().replaceAll("(?s).*hdw run ", "");
    session.file("a2.txt", "more\n").file("w.hdw", WORKFLOW.replace("a2.txt", "a1.txt.old"));
    session.file("a1.txt.old", "");
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("run", other));
    assertTrue(session.err().contains("render it anew"), session.err());
  }

  @Test
  void errors_are_said_and_nothing_runs() throws IOException {
    session.file("w.hdw", WORKFLOW.replace("memory = 10 MB", "memory = 10"));
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("run", "@w.hdw"));
    assertTrue(session.err().contains("error[HDW0303]"), session.err());
    assertFalse(session.exists(".hdw"));
  }

  @Test
  void jobs_know_who_they_are() throws IOException {
    session.file(
        "w.hdw",
        """
        workflow who
        task one { memory = 64 MB time = 2 min output = "one.txt"
          run = "echo $HDW_TASK $HDW_NODE $HDW_JOB $HDW_ATTEMPT $HDW_CPUS $HDW_MEMORY_MIB $HDW_TIME_S ${HDW_RUN%%_*} > {{output}}"
        }
        """);
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw"), session.err());
    assertEquals("one one one 1 1 64 120 who\n", session.read("one.txt"));
  }
}
