package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver as a job of a real HTCondor. */
@Tag("engine")
final class InPoolEngineTest {
  private static final String WORKFLOW =
      """
      workflow c
      task nap for each n in range(3) {
        memory = 10 MB
        output = "out/{{n}}"
        run    = "echo $$ >> begun; until [ -e go ]; do sleep 0.05; done; echo {{n}} > {{output}}"
      }
      """;

  @TempDir Path scratch;
  private Path folder;
  private Session session;
  private Program program;

  @BeforeEach
  void files() throws Exception {
    folder = Files.createDirectory(scratch.resolve("a 'folder' $HOME \"x\""));
    session = new Session(folder).file("c.hdw", WORKFLOW);
    program = new Program(folder);
  }

  private RunFolder run() throws Exception {
    return new RunFolder(folder.resolve(".hdw/latest").toRealPath());
  }

  private String inQueue() throws Exception {
    return Engine.run(
            folder,
            "condor_q",
            "-constraint",
            "HdwDriver == \"" + run().name() + "\" && Iwd == " + quoted(folder.toString()),
            "-af",
            "JobUniverse",
            "JobStatus")
        .strip();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private void leavesTheQueue() throws Exception {
    for (int i = 0; i < 240 && !inQueue().isEmpty(); i++) {
      Thread.sleep(250);
    }
    assertEquals("", inQueue());
  }

  @Test
  void the_driver_is_a_job_that_runs_the_workflow_to_its_end() throws Exception {
    assertEquals(0, program.run("run", "c.hdw", "-j", "2", "--in-pool"), program.said());
    assertTrue(program.said().contains(" of HTCondor"), program.said());
    assertTrue(program.said().contains("goes on after logout"), program.said());
    assertEquals("12 2", inQueue());
    assertEquals(ExitCode.RUNNING, session.hdw("status", "--exit-code"), session.out());
    program.waitFor("begun");
    session.file("go", "");
    assertEquals(0, program.run("status", "--watch", "--exit-code"), program.said());
    assertEquals("0\n", session.read("out/0"));
    assertEquals("done", Counts.of(session).state());
    leavesTheQueue();
  }

  @Test
  void it_is_cancelled_like_any_other_and_goes_on_as_a_job_again() throws Exception {
    assertEquals(0, program.run("run", "c.hdw", "--in-pool"), program.said());
    program.waitFor("begun");
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertEquals("cancelled", Counts.of(session).state());
    leavesTheQueue();
    session.file("go", "");
    assertEquals(0, program.run("resume", "--in-pool"), program.said());
    assertEquals(0, program.run("status", "--watch", "--exit-code"), program.said());
    leavesTheQueue();
  }

  @Test
  void a_driver_that_the_pool_starts_once_more_goes_on_with_its_run() throws Exception {
    assertEquals(0, program.run("run", "c.hdw", "--new", "--in-pool"), program.said());
    program.waitFor("begun");
    Path first = run().path();
    String job = inQueueId();
    Engine.run(folder, "condor_hold", job);
    for (int i = 0; i < 240 && !inQueue().equals("12 5"); i++) {
      Thread.sleep(250);
    }
    session.file("go", "");
    Engine.run(folder, "condor_release", job);
    Engine.await(() -> isDone(), "the end of the run");
    assertEquals(first, run().path());
    assertEquals("2\n", session.read("out/2"));
    leavesTheQueue();
  }

  @Test
  void a_driver_on_another_machine_is_taken_out_of_the_queue() throws Exception {
    assertEquals(0, program.run("run", "c.hdw", "--in-pool"), program.said());
    program.waitFor("begun");
    String lock = session.read(".hdw/c.lock");
    session.file(".hdw/c.lock", lock.replaceFirst("\"host\":\"[^\"]*\"", "\"host\":\"elsewhere\""));
    assertEquals(ExitCode.DONE, session.hdw("cancel"), session.err());
    assertTrue(session.err().contains("ends its jobs there and leaves"), session.err());
    leavesTheQueue();
    assertEquals("stopped", Counts.of(session).state());
  }

  private String inQueueId() throws Exception {
    return Engine.run(
            folder,
            "condor_q",
            "-constraint",
            "HdwDriver == \"" + run().name() + "\" && Iwd == " + quoted(folder.toString()),
            "-af",
            "ClusterId")
        .strip();
  }

  private boolean isDone() {
    try {
      return Counts.of(session).state().equals("done");
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void what_keeps_it_from_beginning_is_told_and_nothing_stays_in_the_queue() throws Exception {
    session.file(
        "c.hdw",
        WORKFLOW.replace("memory =", "setup = \"echo no such env >&2; false\"\n  memory ="));
    assertEquals(4, program.run("run", "c.hdw", "--in-pool"));
    assertTrue(program.said().contains("no such env"), program.said());
    assertFalse(session.exists("begun"));
    leavesTheQueue();
  }
}
