package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AtWork;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.Happening;
import hdw.executor.NodeSettings;
import hdw.executor.Plans;
import hdw.executor.Program.Answer;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of HTCondor that the pool of the tests cannot be brought to give. */
final class PoolTest {
  private static final Answer NOTHING = new Answer(0, "", "");
  private static final AttemptKey KEY = new AttemptKey("abc.1", "t/A~1", 1);

  @TempDir Path folder;

  private final Map<String, Answer> answers = new HashMap<>();

  private Pool pool() {
    return new Pool(folder, "abc", (at, command, longest) -> answer(command), ZoneOffset.UTC);
  }

  private Answer answer(List<String> command) {
    String name = command.get(0).equals("env") ? command.get(2) : command.get(0);
    return answers.getOrDefault(command.contains("-factory") ? "factory" : name, NOTHING);
  }

  private Submission submission() {
    var plan =
        Plans.of(
            folder,
            "workflow w\ntask t { executor = htcondor  memory = 1 GB  output = \"o\""
                + "  run = \"true\" }\n");
    Batch batch = Batches.of(plan).get(0);
    return new Submission(folder, "r", "abc.1", folder, batch, NodeSettings.of(plan, batch));
  }

  private void submitSays(int exit, String said) {
    answers.put("condor_submit", new Answer(exit, "", said));
  }

  @Test
  void a_limit_that_other_jobs_may_leave_is_no_refusal() {
    submitSays(1, "\nERROR: Number of submitted jobs would exceed MAX_JOBS_PER_OWNER\n");
    IOException busy = assertThrows(IOException.class, () -> pool().submit(submission()));
    assertTrue(busy.getMessage().contains("MAX_JOBS_PER_OWNER"), busy.getMessage());
  }

  @Test
  void what_a_site_requires_is_a_refusal_in_its_words() {
    submitSays(
        1,
        """
        ERROR: Failed to commit job submission into the queue.
        ERROR: QMGMT rejected job submission.  Say which group.
        """);
    RefusedException refused =
        assertThrows(RefusedException.class, () -> pool().submit(submission()));
    assertTrue(refused.getMessage().endsWith("Say which group."), refused.getMessage());
  }

  @Test
  void a_schedd_that_leaves_while_it_writes_jobs_down_may_have_them() {
    submitSays(1, "ERROR: Failed to commit job submission into the queue.\n");
    assertThrows(IOException.class, () -> pool().submit(submission()));
  }

  @Test
  void a_condor_submit_that_was_ended_has_refused_nothing() {
    submitSays(143, "");
    IOException ended = assertThrows(IOException.class, () -> pool().submit(submission()));
    assertEquals("HTCondor's `condor_submit` was ended: exit code 143", ended.getMessage());
  }

  @Test
  void a_full_disk_is_no_refusal() {
    submitSays(1, "ERROR: Can't write to /spool/1: No space left on device\n");
    assertThrows(IOException.class, () -> pool().submit(submission()));
  }

  @Test
  void jobs_still_to_be_made_wait_for_whoever_holds_their_submission() throws Exception {
    answers.put("condor_history", new Answer(0, "[\n]\n", ""));
    answers.put("factory", new Answer(0, factory(1, 0), ""));
    assertEquals(
        List.of(new Happening.Held(KEY, "x (by user hdw)")), pool().whereabouts(List.of(KEY)));
    answers.put("factory", new Answer(0, factory(0, 0), ""));
    assertEquals(List.of(new Happening.Queued(KEY, "39")), pool().whereabouts(List.of(KEY)));
    answers.put("factory", new Answer(0, factory(3, 0), ""));
    assertEquals(List.of(new Happening.Vanished(KEY)), pool().whereabouts(List.of(KEY)));
    answers.put("factory", new Answer(0, factory(0, -1), ""));
    assertEquals(List.of(new Happening.Vanished(KEY)), pool().whereabouts(List.of(KEY)));
  }

  private static String factory(int paused, int row) {
    return "[\n{\"ClusterId\": 39, \"HdwToken\": \"abc.1\", \"HdwTask\": \"t\","
        + " \"JobFactoryItemCount\": 2, \"JobMaterializePauseReason\": \"x (by user hdw)\","
        + " \"JobFactoryPaused\": "
        + paused
        + ", \"JobMaterializeNextRow\": "
        + row
        + "}\n]\n";
  }

  @Test
  void a_history_that_cannot_be_read_says_nothing_about_anybody() {
    answers.put("condor_history", new Answer(1, "[\n", "Unable to send history command\n"));
    IOException unknown = assertThrows(IOException.class, () -> pool().whereabouts(List.of(KEY)));
    assertTrue(unknown.getMessage().contains("Unable to send history"), unknown.getMessage());
  }

  @Test
  void a_condor_submit_of_a_driver_that_was_killed_is_waited_for() throws Exception {
    Path program = Files.writeString(folder.resolve("condor_submit"), "sleep 60 & wait\n");
    Process process =
        new ProcessBuilder("env", "HDW_SUBMISSION=abcd.7", "bash", program.toString()).start();
    try {
      var ours = new AtWork("condor_submit", Submitter.mark("abcd"), Duration.ofMillis(300));
      IOException late = assertThrows(IOException.class, ours::awaitEnd);
      assertTrue(late.getMessage().contains("still at work"), late.getMessage());
      new AtWork("condor_submit", Submitter.mark("abc"), Duration.ZERO).awaitEnd();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
      ours.awaitEnd();
    } finally {
      process.destroyForcibly();
    }
  }
}
