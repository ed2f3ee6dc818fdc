package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --canary}: one chunk of each sample shows how the others would end. */
final class CanaryTest {
  private static final String WORKFLOW =
      """
      workflow c
      sample bad  { files = glob("bad/*.txt")  kind = "x" }
      sample good { files = glob("good/*.txt") kind = "x" }
      task copy for each sample {
        split  = 1 file
        memory = 10 MB
        output = "out/{{sample}}/{{chunk}}.txt"
        run    = "echo $HDW_JOB >> begun; . ./{{sample}}.sh; cp {{input}} {{output}}; echo $HDW_JOB >> ended"
      }
      task next for each sample {
        input  = each copy
        memory = 10 MB
        output = "next/{{sample}}/{{chunk}}.txt"
        run    = "cp {{input}} {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session =
        new Session(folder)
            .file("c.hdw", WORKFLOW)
            .file("good.sh", "true\n")
            .file("bad.sh", "echo no proxy >&2; exit 1\n");
    for (int i = 0; i < 5; i++) {
      session.file("bad/b" + i + ".txt", i + "\n").file("good/g" + i + ".txt", i + "\n");
    }
  }

  private ExitCode run(String... more) {
    String[] words = {"run", "@c.hdw", "-j", "4", "-y", "--canary"};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return session.hdw(all);
  }

  private List<String> begun(String node) throws IOException {
    return lines("begun", node);
  }

  private List<String> lines(String file, String node) throws IOException {
    return session.read(file).lines().filter(each -> each.startsWith(node + "/")).toList();
  }

  @Test
  void the_others_of_a_node_start_when_its_canary_has_ended_well() throws IOException {
    session.file("bad.sh", "true\n");
    session.file(
        "good.sh", "case $HDW_JOB in */g0*) sleep 0.5;; *) grep -q /good/g0 ended;; esac\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertTrue(begun("copy/good").get(0).startsWith("copy/good/g0"));
    assertEquals(5, lines("ended", "copy/good").size());
    assertEquals("5 jobs, 5 done", Counts.of(session).node("next/bad"));
  }

  @Test
  void a_node_whose_canary_failed_is_paused_and_nothing_else_is_held_up() throws IOException {
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(1, begun("copy/bad").size());
    assertEquals(5, begun("copy/good").size());
    assertTrue(
        session.err().contains("copy/bad is paused: its canary failed: no proxy"), session.err());
    Counts counts = Counts.of(session);
    assertEquals("paused", counts.state());
    assertEquals(List.of("copy/bad"), counts.paused());
    assertEquals("5 jobs, 4 waiting, 1 failed", counts.node("copy/bad"));
    assertEquals("5 jobs, 5 done", counts.node("next/good"));
    session.hdw("status");
    assertTrue(session.out().contains("its canary failed: no proxy"), session.out());
  }

  @Test
  void a_pause_for_a_canary_stands_until_a_person_lets_it_go_on() throws IOException {
    run("--no-pause");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume"), session.err());
    assertEquals("paused", Counts.of(session).state());
    assertEquals(1, begun("copy/bad").size());
    session.file("bad.sh", "true\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume", "--go-on"), session.err());
    assertEquals(5, begun("copy/bad").size());
    assertEquals("5 jobs, 4 done, 1 failed", Counts.of(session).node("copy/bad"));
  }

  @Test
  void run_sends_the_same_canary_once_more() throws IOException {
    run();
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(2, begun("copy/bad").size());
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume"), session.err());
    assertEquals(2, begun("copy/bad").size(), "what was let go on before counts no more");
    session.file("bad.sh", "true\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(7, begun("copy/bad").size());
  }

  @Test
  void retry_of_a_canary_that_ends_well_lets_the_others_start() throws IOException {
    run();
    session.file("bad.sh", "true\n");
    assertEquals(ExitCode.DONE, session.hdw("retry", "copy/bad"), session.err());
    assertEquals(6, begun("copy/bad").size());
  }

  @Test
  void a_chunk_that_was_done_before_was_the_canary() throws IOException {
    session.file("bad.sh", "true\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@c.hdw", "--limit", "1"), session.err());
    session.file("bad.sh", "exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals("5 jobs, 1 done, 4 failed", Counts.of(session).node("copy/bad"));
  }

  @Test
  void where_a_rule_skips_the_canary_the_next_chunk_is_one() throws IOException {
    session.file("c.hdw", WORKFLOW + "rule sparse on failure { when exit == 7 then skip }\n");
    session.file("bad.sh", "case $HDW_JOB in */b0*|*/b1*) exit 7;; */b2*) exit 1;; esac\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(3, begun("copy/bad").size());
    assertEquals(List.of("copy/bad"), Counts.of(session).paused());
    session.file("bad.sh", "case $HDW_JOB in */b0*|*/b1*) exit 7;; esac\n");
    assertEquals(ExitCode.DONE, run(), session.err());
  }

  @Test
  void a_retry_by_a_rule_is_still_the_canary() throws IOException {
    session.file(
        "c.hdw",
        WORKFLOW + "rule again on failure { when exit == 7 and attempt < 3 then retry }\n");
    session.file("bad.sh", "[ $HDW_ATTEMPT = 3 ] || { echo busy; exit 7; }\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    List<String> begun = begun("copy/bad");
    assertEquals(begun.get(0), begun.get(2));
  }

  @Test
  void a_sample_of_one_chunk_pauses_nothing() throws IOException {
    session.file("c.hdw", WORKFLOW.replace("bad/*.txt", "bad/b0.txt"));
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals("failed", Counts.of(session).state());
    assertEquals(List.of(), Counts.of(session).paused());
  }

  @Test
  void in_a_node_of_several_samples_each_of_them_sends_one() throws IOException {
    session.file(
        "c.hdw",
        WORKFLOW
            .replace("copy for each sample {", "copy for each sample.kind {")
            .replace("next for each sample {", "next for each sample.kind {")
            .replace("{{sample}}", "{{sample.kind}}"));
    session.file("x.sh", "case $HDW_JOB in */b0*) sleep 0.3; exit 1;; esac\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(2, begun("copy/x").size(), begun("copy/x").toString());
  }

  @Test
  void fail_fast_stops_at_the_canary() throws IOException {
    session.file("good.sh", "sleep 30\n");
    assertEquals(ExitCode.JOBS_FAILED, run("--fail-fast", "--only", "bad"), session.err());
    assertEquals(1, begun("copy/bad").size());
    assertFalse(session.exists("ended"));
  }

  @Test
  void a_driver_that_dies_while_the_canary_runs_leaves_the_others_waiting() throws Exception {
    session.file("bad.sh", "touch out.runs; until [ -e go ]; do sleep 0.05; done; exit 1\n");
    var program = new Program(folder);
    Process driver = program.start("run", "c.hdw", "--canary", "--only", "bad", "-j", "4");
    program.waitFor("out.runs");
    Program.signal("KILL", driver.pid());
    driver.waitFor();
    session.file("go", "");
    assertEquals(3, program.run("resume"), program.said());
    assertEquals(1, begun("copy/bad").size());
    assertEquals(List.of("copy/bad"), Counts.of(session).paused());
  }
}
