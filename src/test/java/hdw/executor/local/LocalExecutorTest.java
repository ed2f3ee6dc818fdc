package hdw.executor.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Ending;
import hdw.rules.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a job is left behind, whatever it does to stay, and a driver that died loses none. */
final class LocalExecutorTest {
  /** A child in a session of its own, with init as its parent. */
  private static final String DAEMON =
      "(setsid bash -c 'echo $$ >daemon; exec sleep 300' &) ; while ! test -s daemon; do sleep 0.02; done; ";

  @TempDir Path folder;
  private LocalBench bench;
  private LocalExecutor executor;

  @BeforeEach
  void bench() {
    bench = new LocalBench(folder);
    executor = new LocalExecutor(Optional.empty(), Optional::empty);
  }

  @AfterEach
  void nothing_is_left() {
    executor.close();
    assertFalse(bench.anyLives());
  }

  private Running start(String script, Limits limits) throws IOException {
    return executor.start(bench.attempt(1, script, limits));
  }

  @Test
  void a_job_ends_as_its_script_does() throws Exception {
    Ending ending = LocalBench.await(start("echo out; echo err >&2; exit 7", Limits.NONE));
    assertEquals(OptionalInt.of(7), ending.exit());
    assertEquals(Verdict.ENDED, ending.verdict());
    assertEquals("", ending.said());
    assertEquals("out\n", Files.readString(folder.resolve("log.1.out")));
    assertEquals("err\n", Files.readString(folder.resolve("log.1.err")));
  }

  @Test
  void the_output_is_shown_too_where_there_is_a_screen() throws Exception {
    var screen = new ByteArrayOutputStream();
    try (var shown = new LocalExecutor(Optional.of(screen))) {
      LocalBench.await(shown.start(bench.attempt(1, "echo out; echo err >&2", Limits.NONE)));
      LocalBench.await("never shown", () -> screen.size() == 8);
    }
    assertEquals("out\n", Files.readString(folder.resolve("log.1.out")));
  }

  @Test
  void a_child_that_ignores_all_requests_is_ended() throws Exception {
    Running running =
        start(
            "trap 'kill $!; exit 143' TERM; bash -c 'trap \"\" TERM; echo $$ >child; while :; do sleep 1; done' & wait",
            Limits.NONE);
    long child = bench.pids("child").get(0);
    running.end();
    Ending ending = LocalBench.await(running);
    assertEquals(Verdict.REMOVED, ending.verdict());
    assertEquals(OptionalInt.of(143), ending.exit());
    assertFalse(LocalBench.lives(child));
    assertTrue(ending.ran().toSeconds() < 4, ending::toString);
  }

  @Test
  void a_script_that_ignores_all_requests_is_ended_after_a_while() throws Exception {
    Running running =
        start("trap '' TERM; echo $$ >script; while :; do sleep 1; done", Limits.NONE);
    long script = bench.pids("script").get(0);
    running.end();
    Ending ending = LocalBench.await(running);
    assertEquals(OptionalInt.of(137), ending.exit());
    assertFalse(LocalBench.lives(script));
    assertTrue(ending.ran().toSeconds() >= 5, ending::toString);
  }

  @Test
  void a_child_that_left_the_tree_is_found_when_the_job_is_ended() throws Exception {
    Running running = start(DAEMON + "sleep 300", Limits.NONE);
    long daemon = bench.pids("daemon").get(0);
    running.end();
    LocalBench.await(running);
    assertFalse(LocalBench.lives(daemon));
  }

  @Test
  void a_child_that_outlives_its_job_is_ended() throws Exception {
    Running running = start(DAEMON + "exit 0", Limits.NONE);
    long daemon = bench.pids("daemon").get(0);
    assertEquals(OptionalInt.of(0), LocalBench.await(running).exit());
    executor.close();
    LocalBench.await("the daemon lives on", () -> !LocalBench.lives(daemon));
  }

  @Test
  void a_job_that_forks_on_while_it_is_killed_ends() throws Exception {
    String chain =
        "f() { sleep 0.05; setsid bash -c \"$(declare -f f); f\" & }; touch forks; f; f; wait; sleep 300";
    Running running = start(chain, LocalBench.time(1));
    Ending ending = LocalBench.await(running);
    assertEquals(Verdict.OUT_OF_TIME, ending.verdict());
    assertFalse(bench.anyLives());
  }

  @Test
  void an_attempt_of_a_driver_that_died_is_found_and_watched_to_its_end() throws Exception {
    Path marks = folder.resolve("marks");
    String script =
        "while ! test -e go; do sleep 0.02; done; printf 'end\\tnap/0\\t2\\t5\\n' >>marks; exit 5";
    Process driver = driver(script);
    LocalBench.await("never found", () -> !LocalExecutor.left(bench.run).isEmpty());
    driver.destroyForcibly().waitFor();
    List<Left> left = LocalExecutor.left(bench.run);
    assertEquals(List.of(new Left("nap/0", 2, left.get(0).pid())), left);
    Running running = executor.adopt(left.get(0), Limits.NONE, marks);
    assertFalse(running.ended().isDone());
    Files.createFile(folder.resolve("go"));
    Ending ending = LocalBench.await(running);
    assertEquals(OptionalInt.of(5), ending.exit());
    assertEquals(Verdict.ENDED, ending.verdict());
    assertEquals(List.of(), LocalExecutor.left(bench.run));
  }

  @Test
  void a_limit_counts_from_the_real_start() throws Exception {
    Process driver = driver("sleep 300");
    LocalBench.await("never found", () -> !LocalExecutor.left(bench.run).isEmpty());
    driver.destroyForcibly().waitFor();
    Left left = LocalExecutor.left(bench.run).get(0);
    Running running = executor.adopt(left, LocalBench.time(1), folder.resolve("marks"));
    Ending ending = LocalBench.await(running);
    assertEquals(Verdict.OUT_OF_TIME, ending.verdict());
    assertEquals(OptionalInt.empty(), ending.exit());
    assertTrue(ending.ran().toMillis() >= 1000, ending::toString);
  }

  @Test
  void an_attempt_that_ended_before_it_was_adopted_has_ended() throws Exception {
    Files.writeString(folder.resolve("marks"), "end\tnap/0\t2\t0\n");
    Running running =
        executor.adopt(new Left("nap/0", 2, 4_999_999), Limits.NONE, folder.resolve("marks"));
    assertEquals(OptionalInt.of(0), LocalBench.await(running).exit());
    long self = ProcessHandle.current().pid();
    running = executor.adopt(new Left("nap/0", 2, self), Limits.NONE, folder.resolve("marks"));
    assertEquals(OptionalInt.of(0), LocalBench.await(running).exit());
  }

  /** A process that starts a script as a driver would. */
  private Process driver(String script) throws IOException {
    var builder =
        new ProcessBuilder(
                "bash",
                "-c",
                "env HDW_TOKEN=\"$0:nap/0:2\" bash -c \"$1\" & wait",
                bench.run,
                script)
            .directory(folder.toFile());
    return builder.start();
  }

  @Test
  void a_detached_program_has_a_session_of_its_own() throws Exception {
    Path log = folder.resolve("log");
    long pid =
        Detached.start(
            List.of("bash", "-c", "read x; echo $$ $(ps -o sid= -p $$) \"$A\""),
            Map.of("A", "a b"),
            folder,
            log);
    LocalBench.await("never wrote", () -> LocalBench.text(log).endsWith("\n"));
    assertEquals(pid + " " + pid + " a b\n", LocalBench.text(log));
  }

  @Test
  void this_program_can_be_started_again() throws Exception {
    List<String> words = Detached.thisProgram();
    assertTrue(words.get(0).endsWith("java"), words::toString);
    assertEquals(
        ProcessHandle.current().info().arguments().map(List::of).orElseThrow(),
        words.subList(1, words.size()));
  }
}
