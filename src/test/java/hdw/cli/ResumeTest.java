package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.local.Left;
import hdw.executor.local.LocalExecutor;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver is killed, and another one takes the run up. */
final class ResumeTest {

  /** What each of the four jobs does stands in a file that is named after its number. */
  private static final String WORKFLOW =
      """
      workflow r
      symptom out_of_memory when log matches "bad_alloc"
      task one for each n in range(4) {
        memory = 20 MB
        output = "out/{{n}}"
        run    = "echo {{n}} $HDW_ATTEMPT $HDW_MEMORY_MIB >> begun; source ./{{n}}.sh; echo {{n}} > {{output}}"
      }
      task all {
        input  = one
        memory = 20 MB
        output = "all"
        run    = "cat {{inputs}} > {{output}}"
      }
      rule more on failure { when reason == out_of_memory and attempt < 3 then memory = memory * 2, retry }
      rule later on failure { when exit == 9 and attempt < 3 then memory = memory + 1 MB, retry after 5 s }
      """;

  private static final String WAIT = "until [ -e go ]; do sleep 0.05; done\n";

  @TempDir Path folder;
  private Session session;
  private Program program;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("r.hdw", WORKFLOW);
    program = new Program(folder);
    for (int i = 0; i < 4; i++) {
      session.file(i + ".sh", "true\n");
    }
  }

  @AfterEach
  void letGo() throws Exception {
    session.file("go", "");
    if (session.exists(".hdw/latest")) {
      Program.waitUntil(() -> left().isEmpty(), "no job is left");
    }
  }

  private List<Left> left() {
    try {
      return LocalExecutor.left(new RunFolder(folder.resolve(".hdw/latest").toRealPath()).token());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /** Starts a driver, and kills it when a line is in the journal. */
  private void runAndKill(String... signs) throws Exception {
    Process driver = program.start("run", "r.hdw", "-j", "4");
    waitForEvents(signs);
    driver.destroyForcibly().waitFor();
  }

  private void waitForEvents(String... signs) throws Exception {
    Path journal = folder.resolve(".hdw/latest/journal.jsonl");
    for (String each : signs) {
      Program.waitUntil(
          () -> {
            try {
              return Files.exists(journal)
                  && Files.readAllLines(journal).stream().anyMatch(line -> line.matches(each));
            } catch (IOException unreadable) {
              return false;
            }
          },
          each + " in the journal");
    }
  }

  private static String event(String kind, String job) {
    return ".*\"event\":\"" + kind + "\",\"job\":\"" + job + "\".*";
  }

  private long begun(int number) throws IOException {
    return session.read("begun").lines().filter(each -> each.startsWith(number + " ")).count();
  }

  private String begunAll() throws IOException {
    return session.read("begun").lines().sorted().collect(Collectors.joining(", "));
  }

  @Test
  void a_job_that_was_ended_together_with_its_driver_is_no_failure() throws Exception {
    session.file("2.sh", "touch waits\n" + WAIT);
    Process driver = program.start("run", "r.hdw", "-j", "4");
    Program.waitUntil(() -> session.exists("waits"), "the job is at work");
    driver.destroyForcibly().waitFor();
    Program.waitUntil(
        () -> {
          // as a machine that shuts down does: whoever is left
          left().forEach(each -> ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroy));
          return left().isEmpty();
        },
        "the job has ended");
    session.file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("resume"), session.err());
    assertEquals(2, begun(2));
  }

  @Test
  void jobs_that_ran_on_are_watched_to_their_end_and_run_only_once() throws Exception {
    session.file("0.sh", WAIT).file("1.sh", WAIT);
    runAndKill(event("done", "one/2"), event("done", "one/3"));
    Process next = program.start("resume");
    waitForEvents(".*\"event\":\"opened\".*");
    TimeUnit.MILLISECONDS.sleep(300);
    session.file("go", "");
    assertEquals(0, program.exit(next), program.said());
    assertEquals("0 1 20, 1 1 20, 2 1 20, 3 1 20", begunAll());
    assertEquals("0\n1\n2\n3\n", session.read("all"));
    assertEquals("done", Counts.of(session).state());
  }

  @Test
  void jobs_that_ended_meanwhile_are_accepted_from_what_they_noted() throws Exception {
    session.file("0.sh", WAIT).file("1.sh", WAIT + "exit 1\n");
    runAndKill(event("done", "one/2"), event("done", "one/3"), event("started", "one/1"));
    program.waitFor("begun");
    Program.waitUntil(() -> lines("begun") == 4, "four begun");
    session.file("go", "");
    Program.waitUntil(() -> left().isEmpty(), "all have ended");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume"), session.err());
    assertEquals("0 1 20, 1 1 20, 2 1 20, 3 1 20", begunAll());
    Counts counts = Counts.of(session);
    assertEquals("1 jobs, 1 done", counts.node("one/0"));
    assertEquals("1 jobs, 1 failed", counts.node("one/1"));
  }

  private long lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file)).size();
    } catch (IOException notYet) {
      return 0;
    }
  }

  @Test
  void what_an_earlier_attempt_raised_holds_under_the_next_driver() throws Exception {
    session.file("0.sh", "[ $HDW_MEMORY_MIB = 80 ] || { echo bad_alloc >&2; exit 1; }\n" + WAIT);
    runAndKill(".*\"event\":\"started\",\"job\":\"one/0\",\"attempt\":3.*");
    while (!left().isEmpty()) {
      for (Left each : left()) {
        Program.signal("KILL", each.pid());
      }
    }
    session.file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("resume"), session.err());
    String[] attempts =
        session.read("begun").lines().filter(each -> each.startsWith("0 ")).toArray(String[]::new);
    assertTrue(attempts[attempts.length - 1].endsWith(" 80"), attempts[attempts.length - 1]);
  }

  @Test
  void a_retry_that_waits_keeps_its_time() throws Exception {
    session
        .file("0.sh", "date +%s%N >> times; [ $HDW_ATTEMPT = 2 ] || exit 9\n")
        .file("1.sh", WAIT);
    runAndKill(event("failed", "one/0"));
    session.file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("resume"), session.err());
    long[] times = session.read("times").lines().mapToLong(Long::parseLong).toArray();
    assertEquals(2, times.length);
    double waited = (times[1] - times[0]) / 1e9;
    assertTrue(waited >= 4.9 && waited < 15, waited + " s");
  }

  @Test
  void what_failed_stays_failed_and_is_tried_again_by_run() throws Exception {
    session.file("0.sh", "exit 1\n").file("1.sh", WAIT);
    runAndKill(event("failed", "one/0"));
    session.file("go", "").file("0.sh", "true\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("resume"), session.err());
    assertEquals(1, begun(0));
    assertEquals(ExitCode.DONE, session.hdw("run", "@r.hdw"), session.err());
    assertEquals(2, begun(0));
    assertEquals(1, begun(1));
  }

  @Test
  void a_survivor_of_another_command_is_ended_and_not_accepted() throws Exception {
    session.file("0.sh", "trap '' TERM; echo old > old; " + WAIT);
    runAndKill(event("started", "one/0"), event("done", "one/3"));
    program.waitFor("old");
    session.file(
        "r.hdw", WORKFLOW.replace("echo {{n}} > {{output}}", "echo new {{n}} > {{output}}"));
    session.file("0.sh", "true\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@r.hdw"), session.err());
    assertEquals("new 0\nnew 1\nnew 2\nnew 3\n", session.read("all"));
    assertEquals(List.of(), left());
    assertEquals("new 0\n", session.read("out/0"));
  }

  @Test
  void another_workflow_is_refused_while_jobs_of_a_dead_driver_live() throws Exception {
    session.file("0.sh", WAIT);
    runAndKill(event("started", "one/0"), event("done", "one/3"));
    program.waitFor("begun");
    session.file("r.hdw", WORKFLOW.replace("range(4)", "range(3)"));
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("run", "@r.hdw"));
    assertTrue(session.err().contains("1 job of run r_"), session.err());
    assertTrue(session.err().contains("still run"), session.err());
    assertTrue(session.err().contains("hdw cancel r_"), session.err());
    session.hdw("cancel");
    session.file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("run", "@r.hdw"), session.err());
    assertEquals("0\n1\n2\n", session.read("all"));
  }

  @Test
  void a_run_that_was_killed_behind_its_last_job_is_closed() throws Exception {
    assertEquals(ExitCode.DONE, session.hdw("run", "@r.hdw"), session.err());
    Path journal = folder.resolve(".hdw/latest/journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 1));
    assertEquals(ExitCode.DONE, session.hdw("resume"), session.err());
    assertEquals("done", Counts.of(session).state());
    assertEquals(4, lines("begun"));
    assertEquals(ExitCode.DONE, session.hdw("resume"), session.err());
    assertTrue(session.err().contains("nothing to do"), session.err());
  }

  @Test
  void retry_tries_one_of_several_with_more_and_leaves_the_others() throws IOException {
    session.file("0.sh", "exit 1\n").file("1.sh", "[ $HDW_MEMORY_MIB = 300 ] || exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@r.hdw"));
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("retry", "one/1", "--memory", "300MB"));
    assertEquals(1, begun(0));
    assertEquals(2, begun(1));
    assertEquals("1 jobs, 1 done", Counts.of(session).node("one/1"));
    session.file("0.sh", "true\n");
    assertEquals(ExitCode.DONE, session.hdw("retry"), session.err());
    assertEquals("0\n1\n2\n3\n", session.read("all"));
    session.hdw("retry");
    assertTrue(session.err().contains("nothing to try again"), session.err());
  }

  @Test
  void what_retry_asks_for_survives_the_next_driver() throws Exception {
    session.file("0.sh", "exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@r.hdw"));
    assertEquals(
        ExitCode.JOBS_FAILED,
        session.hdw("retry", "--set", "memory=200MB", "--time", "1h", "--set", "cpus=1"));
    session.file("0.sh", "echo $HDW_TIME_S > time\n");
    assertEquals(ExitCode.DONE, session.hdw("run", "@r.hdw"), session.err());
    assertEquals("0 1 20, 0 2 200, 0 3 200, 1 1 20, 2 1 20, 3 1 20", begunAll());
    assertEquals("3600\n", session.read("time"));
  }

  @Test
  void retry_says_what_it_cannot_do() throws IOException {
    session.file("0.sh", "exit 1\n");
    session.hdw("run", "@r.hdw");
    assertEquals(ExitCode.USAGE, session.hdw("retry", "two"));
    assertTrue(session.err().contains("no job that failed begins with `two`"), session.err());
    assertEquals(ExitCode.USAGE, session.hdw("retry", "--set", "greeting=hi"));
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("retry", "--memory", "8"));
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("retry", "--queue", "nowhere"));
    assertFalse(session.err().isEmpty());
    assertEquals(1, begun(0));
  }
}
