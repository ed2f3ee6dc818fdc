package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first ten jobs of a node fail alike: then the next thousand would too. */
final class PauseTest {
  private static final String WORKFLOW =
      """
      workflow p
      sample bad  { files = glob("bad/*.txt") }
      sample good { files = glob("good/*.txt") }
      task copy for each sample {
        split  = 1 file
        memory = 10 MB
        output = "out/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; source ./{{sample}}.sh; cp {{input}} {{output}}"
      }
      task all for each sample {
        input  = copy
        memory = 10 MB
        output = "{{sample}}.all"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session =
        new Session(folder)
            .file("p.hdw", WORKFLOW)
            .file("good.sh", "true\n")
            .file("bad.sh", "echo no proxy >&2; exit 1\n");
    for (int i = 10; i < 40; i++) {
      session.file("bad/b" + i + ".txt", i + "\n").file("good/g" + i + ".txt", i + "\n");
    }
  }

  private ExitCode run(String... more) {
    String[] words = {"run", "@p.hdw", "-j", "1", "-y"};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return session.hdw(all);
  }

  private long begun(String node) throws IOException {
    return session.read("begun").lines().filter(each -> each.startsWith(node + "/")).count();
  }

  @Test
  void a_burst_pauses_its_node_and_the_others_go_on() throws IOException {
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(10, begun("copy/bad"));
    assertEquals(30, begun("copy/good"));
    assertTrue(session.exists("good.all"));
    assertTrue(session.err().contains("is paused: its first 10 jobs failed alike: no proxy"));
    assertTrue(session.err().contains("hdw resume --go-on"), session.err());
    Counts counts = Counts.of(session);
    assertEquals("paused", counts.state());
    assertEquals(List.of("copy/bad"), counts.paused());
    assertEquals("30 jobs, 20 waiting, 10 failed", counts.node("copy/bad"));
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("status", "--exit-code"));
  }

  @Test
  void resume_alone_stays_paused_and_go_on_goes_on_without_pausing_again() throws IOException {
    run();
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume"), session.err());
    assertEquals(10, begun("copy/bad"));
    assertEquals("paused", Counts.of(session).state());
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume", "--go-on"), session.err());
    assertEquals(30, begun("copy/bad"));
    Counts counts = Counts.of(session);
    assertEquals("failed", counts.state());
    assertEquals(List.of(), counts.paused());
    assertEquals("30 jobs, 30 failed", counts.node("copy/bad"));
  }

  @Test
  void run_tries_all_of_it_again_and_pauses_where_it_is_as_bad_as_before() throws IOException {
    run();
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(20, begun("copy/bad"));
    assertEquals(List.of("copy/bad"), Counts.of(session).paused());
    session.file("bad.sh", "true\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("done", Counts.of(session).state());
    assertEquals(List.of(), Counts.of(session).paused());
    assertEquals(30, session.read("bad.all").lines().count());
  }

  @Test
  void no_pause_goes_through_all_of_them() throws IOException {
    assertEquals(ExitCode.JOBS_FAILED, run("--no-pause"), session.err());
    assertEquals(30, begun("copy/bad"));
    assertEquals("failed", Counts.of(session).state());
  }

  @Test
  void one_that_ended_well_or_failed_otherwise_makes_it_no_burst() throws IOException {
    session.file("bad.sh", "case $HDW_JOB in *b15*) true;; *) echo no proxy >&2; exit 1;; esac\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(30, begun("copy/bad"));
    session.file(
        "bad.sh", "case $HDW_JOB in *b16*) exit 9;; *) echo no proxy >&2; exit 1;; esac\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(59, begun("copy/bad"));
  }

  @Test
  void a_node_that_has_results_already_is_not_paused_by_later_failures() throws IOException {
    session.file("bad.sh", "case $HDW_JOB in */b1*) true;; *) exit 1;; esac\n");
    run();
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(50, begun("copy/bad"));
  }

  @Test
  void a_pause_holds_back_its_node_even_where_a_task_runs_few_at_a_time() throws IOException {
    session.file("p.hdw", WORKFLOW.replace("split  = 1 file", "split = 1 file\n  max_running = 1"));
    assertEquals(
        ExitCode.JOBS_FAILED, session.hdw("run", "@p.hdw", "-j", "2", "-y"), session.err());
    assertEquals(10, begun("copy/bad"));
    assertEquals(30, begun("copy/good"));
    assertTrue(session.exists("good.all"));
  }

  @Test
  void a_person_at_a_terminal_is_asked_and_yes_goes_on() throws Exception {
    assertEquals(3, atTerminal("y\\n"));
    assertEquals(30, begun("copy/bad"));
    assertEquals("failed", Counts.of(session).state());
  }

  @Test
  void a_person_who_says_no_leaves_it_paused() throws Exception {
    assertEquals(3, atTerminal("n\\n"));
    assertEquals(10, begun("copy/bad"));
    assertEquals("paused", Counts.of(session).state());
  }

  /** Runs at a pseudo-terminal, and types the answer once the question is there. */
  private int atTerminal(String answer) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1) here");
    session.file(
        "typist",
        "until grep -q 'go on with' said 2>/dev/null; do sleep 0.05; done; printf '"
            + answer
            + "'\n");
    String hdw = String.join(" ", Program.command("run", "p.hdw", "-j", "1"));
    var builder =
        new ProcessBuilder(
                "bash",
                "-c",
                "{ bash typist; until [ -e over ]; do sleep 0.05; done; } | TERM=xterm script -qefc '"
                    + hdw
                    + "; code=$?; touch over; exit $code' said > /dev/null")
            .directory(folder.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    Process terminal = builder.start();
    assertTrue(terminal.waitFor(60, TimeUnit.SECONDS), "it does not end");
    assertFalse(terminal.isAlive());
    return terminal.exitValue();
  }
}
