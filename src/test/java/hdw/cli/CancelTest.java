package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.local.LocalExecutor;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are cancelled, that go on without a terminal, and that keep each other out. */
final class CancelTest {
  private static final String WORKFLOW =
      """
      workflow c
      task nap for each n in range(3) {
        memory = 10 MB
        output = "out/{{n}}"
        run    = "echo $$ >> begun; until [ -e go ]; do sleep 0.05; done; echo {{n}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;
  private Program program;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("c.hdw", WORKFLOW);
    program = new Program(folder);
  }

  private List<?> left() throws IOException {
    return LocalExecutor.left(new RunFolder(folder.resolve(".hdw/latest").toRealPath()).token());
  }

  private Process startAndWait() throws Exception {
    Process driver = program.start("run", "c.hdw", "-j", "2", "--no-try");
    program.waitFor("begun");
    return driver;
  }

  private void goesOnToItsEnd() throws IOException {
    session.file("go", "");
    assertEquals(ExitCode.DONE, session.hdw("run", "@c.hdw"), session.err());
    assertEquals("done", Counts.of(session).state());
  }

  @Test
  void a_run_is_cancelled_from_another_terminal_and_can_go_on_later() throws Exception {
    Process driver = startAndWait();
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertTrue(session.err().contains("its driver has ended with all its jobs"), session.err());
    program.exit(driver);
    assertEquals(List.of(), left());
    assertEquals("cancelled", Counts.of(session).state());
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    goesOnToItsEnd();
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertTrue(session.err().contains("is over; there is nothing to cancel"), session.err());
    assertEquals("done", Counts.of(session).state());
  }

  @Test
  void jobs_that_a_dead_driver_left_are_ended() throws Exception {
    startAndWait().destroyForcibly().waitFor();
    assertFalse(left().isEmpty());
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertTrue(session.err().contains("that a driver left were ended"), session.err());
    assertEquals(List.of(), left());
    assertEquals("cancelled", Counts.of(session).state());
    goesOnToItsEnd();
  }

  @Test
  void a_driver_that_still_tries_setup_is_cancelled_with_what_it_started() throws Exception {
    session.file(
        "c.hdw", WORKFLOW.replace("memory =", "setup = \"touch trying; sleep 50\"\n  memory ="));
    Process driver = program.start("run", "c.hdw", "-j", "2");
    program.waitFor("trying");
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    program.exit(driver);
    assertEquals(List.of(), left());
    assertFalse(session.exists("begun"));
  }

  @Test
  void what_a_driver_tried_when_it_died_is_ended() throws Exception {
    session.file(
        "c.hdw", WORKFLOW.replace("memory =", "setup = \"touch trying; sleep 50\"\n  memory ="));
    Process driver = program.start("run", "c.hdw", "-j", "2");
    program.waitFor("trying");
    driver.destroyForcibly().waitFor();
    assertFalse(left().isEmpty());
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertEquals(List.of(), left());
  }

  @Test
  void a_detached_run_goes_on_and_is_watched_and_ended() throws Exception {
    assertEquals(0, program.run("run", "c.hdw", "-j", "2", "--detach"), program.said());
    assertTrue(program.said().contains("goes on without this terminal"), program.said());
    assertEquals(ExitCode.RUNNING, session.hdw("status", "--exit-code"), session.out());
    program.waitFor("begun");
    session.file("go", "");
    assertEquals(0, program.run("status", "--watch", "--exit-code"), program.said());
    assertEquals("0\n", session.read("out/0"));
  }

  @Test
  void a_detached_run_is_cancelled_and_resumed_detached() throws Exception {
    assertEquals(0, program.run("run", "c.hdw", "--detach"), program.said());
    program.waitFor("begun");
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertEquals(List.of(), left());
    session.file("go", "");
    assertEquals(0, program.run("resume", "--detach"), program.said());
    assertEquals(0, program.run("status", "--watch", "--exit-code"), program.said());
  }

  @Test
  void a_workflow_that_cannot_start_is_told_in_the_foreground() throws Exception {
    session.file("c.hdw", WORKFLOW.replace("10 MB", "10"));
    assertEquals(1, program.run("run", "c.hdw", "--detach"));
    assertTrue(program.said().contains("error[HDW0303]"), program.said());
    session.file(
        "c.hdw",
        WORKFLOW.replace("memory =", "setup = \"echo no such env >&2; false\"\n  memory ="));
    assertEquals(4, program.run("run", "c.hdw", "--detach"));
    assertTrue(program.said().contains("no such env"), program.said());
    assertFalse(session.exists("begun"));
  }

  @RepeatedTest(10)
  void of_two_drivers_that_start_together_exactly_one_runs() throws Exception {
    Process one = program.startInto("said.1", List.of(), "run", "c.hdw", "--no-try");
    Process other = program.startInto("said.2", List.of(), "run", "c.hdw", "--no-try");
    Program.waitUntil(() -> one.isAlive() != other.isAlive(), "one of them is refused");
    Process refused = one.isAlive() ? other : one;
    Process runs = one.isAlive() ? one : other;
    assertEquals(4, refused.exitValue());
    String said = session.read(refused == one ? "said.1" : "said.2");
    assertTrue(said.contains("another hdw runs workflow `c` now"), said);
    session.file("go", "");
    assertEquals(0, program.exit(runs));
    assertEquals(3, session.read("begun").lines().count());
  }

  @Test
  void the_lock_of_another_machine_counts_as_long_as_it_is_touched() throws Exception {
    session
        .file("go", "")
        .file(
            ".hdw/c.lock",
            "{\"host\":\"elsewhere\",\"pid\":1,\"begun\":\"2026-01-01T00:00:00Z\"}\n");
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("run", "@c.hdw"));
    assertTrue(session.err().contains("process 1 on elsewhere"), session.err());
    Files.setLastModifiedTime(
        folder.resolve(".hdw/c.lock"), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    assertEquals(ExitCode.DONE, session.hdw("run", "@c.hdw"), session.err());
  }
}
