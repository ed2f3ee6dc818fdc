package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that a real Slurm has all at once, and that no driver follows. */
@Tag("engine")
final class SlurmAheadEngineTest extends SessionOnQueue {
  private static final SlurmQueue QUEUE = new SlurmQueue();

  /** Chunk by chunk, then gathers; {@code c} fails as long as there is no {@code mended}. */
  private static final String CHAIN =
      """
      task first for each sample {
        split  = 1 file
        output = "first/{{chunk}}"
        run    = \"""
          if grep -q c {{input}} && [ -e broken ]; then echo 'no such luck' >&2; exit 7; fi
          echo ran >> "ran-$(basename {{output}})"
          cp {{input}} {{output}}
        \"""
      }
      task second for each sample {
        input  = each first
        output = "second/{{chunk}}"
        run    = "cp {{input}} {{output}}"
      }
      task merged for each sample {
        input  = second
        output = "merged"
        run    = "sort {{inputs}} > {{output}}"
      }
      rule again on failure { when reason == command_failed and not repeated then retry }
      """;

  private static final String PLOT =
      """
      task plot { input = merged  executor = local  output = "plot"  run = "cat {{inputs}} | wc -l > {{output}}" }
      """;

  SlurmAheadEngineTest() {
    super(QUEUE);
  }

  private void submit() {
    String said = pool.hdw("submit", "--ahead", "@w.hdw");
    assertTrue(said.contains("nothing of hdw runs meanwhile"), said);
  }

  /** Waits until nothing is in the queue any more. */
  private void awaitEnd() throws Exception {
    Engine.await(() -> QUEUE.jobs(folder).isEmpty(), "an empty queue");
  }

  private String status() {
    return pool.hdw("status").lines().findFirst().orElse("").replaceFirst(".*: ", "");
  }

  private List<String> ran() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith("ran-"))
          .map(
              each -> {
                try {
                  return Files.readString(each);
                } catch (IOException gone) {
                  throw new UncheckedIOException(gone);
                }
              })
          .toList();
    }
  }

  @Test
  void all_comes_to_its_end_without_a_driver_and_status_says_so() throws Exception {
    pool.workflow(CHAIN);
    submit();
    assertEquals("running", status());
    awaitEnd();
    assertEquals("done", status());
    assertTrue(pool.hdw("status", "--json").contains("\"state\" : \"done\""));
    assertEquals("a\nb\nc\nd\n", pool.read("merged"));
    String journal = pool.ofRun("journal.jsonl");
    assertFalse(journal.contains("\"done\""), "a look writes nothing down");
    assertTrue(pool.hdw("resume").contains("9 of 9 jobs done"), pool.err());
    assertTrue(pool.hdw("run", "@w.hdw").contains("nothing to do"), pool.err());
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
  }

  @Test
  void what_runs_on_this_machine_is_left_for_whoever_takes_the_run_up() throws Exception {
    pool.workflow(CHAIN + PLOT);
    String said = pool.hdw("submit", "--ahead", "@w.hdw");
    assertTrue(said.contains("left for hdw resume: 1 job of `plot`"), said);
    awaitEnd();
    assertEquals("stopped", status());
    assertTrue(pool.hdw("status").contains("what waits is left for a driver: hdw resume"));
    assertTrue(pool.hdw("resume").contains("10 of 10 jobs done"), pool.err());
    assertEquals("done", status());
    assertEquals("4", pool.read("plot").strip());
  }

  @Test
  void what_takes_from_a_failed_job_leaves_the_queue_and_runs_when_a_driver_has_healed_it()
      throws Exception {
    pool.workflow(CHAIN);
    Files.writeString(folder.resolve("broken"), "");
    submit();
    awaitEnd();
    assertEquals("failed", status());
    String shown = pool.hdw("status");
    assertTrue(shown.contains("1 x command_failed: no such luck"), shown);
    assertTrue(pool.hdw("logs", "--failed").contains("no such luck"));
    assertTrue(pool.hdw("why", "second/A/c").contains("waiting"));
    assertTrue(pool.hdw("why", "first/A/c").contains("no driver follows the run"));
    assertFalse(Files.exists(folder.resolve("merged")));
    Files.delete(folder.resolve("broken"));
    String resumed = pool.hdw("resume");
    assertTrue(resumed.contains("9 of 9 jobs done"), resumed);
    assertEquals("a\nb\nc\nd\n", pool.read("merged"));
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
  }

  @Test
  void a_driver_takes_up_what_runs_and_waits_in_the_queue() throws Exception {
    pool.workflow(CHAIN.replace("echo ran", "sleep 8; echo ran"));
    submit();
    pool.awaitStatus(" RUNNING ");
    String resumed = pool.hdw("resume");
    assertTrue(resumed.contains("9 of 9 jobs done"), resumed);
    assertFalse(pool.ofRun("journal.jsonl").contains("\"lost\""), pool.ofRun("journal.jsonl"));
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
  }

  @Test
  void a_cancelled_one_leaves_nothing_in_the_queue_and_is_submitted_again_as_a_whole()
      throws Exception {
    pool.workflow(CHAIN.replace("echo ran", "sleep 8; echo ran"));
    submit();
    pool.awaitStatus(" RUNNING ");
    String said = pool.hdw("cancel");
    assertTrue(said.contains("9 jobs were taken out of the queue"), said);
    awaitEnd();
    assertEquals("cancelled", status());
    assertTrue(ran().isEmpty());
    submit();
    awaitEnd();
    assertEquals("done", status());
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
  }

  @Test
  void what_had_ended_before_it_was_cancelled_counts() throws Exception {
    pool.workflow(
        CHAIN.replace(
            "task second for each sample {", "task second for each sample { setup = \"sleep 10\""));
    submit();
    pool.awaitStatus("first/A +#+ +4 +4 ");
    pool.awaitStatus("second/A +>");
    var unused = pool.hdw("cancel");
    awaitEnd();
    assertTrue(pool.hdw("status").matches("(?s).*: cancelled.*first/A +#+ +4 +4 .*"));
    assertTrue(pool.hdw("run", "@w.hdw").contains("9 of 9 jobs done"), pool.err());
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
  }

  @Test
  void what_is_missing_after_a_failed_run_is_submitted_ahead_and_the_rest_is_kept()
      throws Exception {
    pool.workflow(CHAIN.replaceAll("rule again .*", ""));
    Files.writeString(folder.resolve("broken"), "");
    submit();
    awaitEnd();
    assertTrue(pool.hdw("resume").contains("6 of 9 jobs done, 1 failed, 2 skipped"), pool.err());
    assertEquals("failed", status());
    Files.delete(folder.resolve("broken"));
    String said = pool.hdw("submit", "--ahead", "@w.hdw");
    assertTrue(said.contains("3 jobs in 3 submissions"), said);
    awaitEnd();
    assertEquals("done", status());
    assertEquals("a\nb\nc\nd\n", pool.read("merged"));
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
    assertTrue(pool.hdw("run", "@w.hdw").contains("9 of 9 jobs done"), pool.err());
  }

  @Test
  void an_output_that_went_meanwhile_is_made_again_with_all_that_was_made_from_it()
      throws Exception {
    pool.workflow(CHAIN.replace("command_failed", "missing_output"));
    submit();
    awaitEnd();
    try (var outputs = Files.list(folder.resolve("first"))) {
      for (var each : outputs.filter(it -> it.getFileName().toString().startsWith("c-")).toList()) {
        Files.delete(each);
      }
    }
    String resumed = pool.hdw("resume");
    assertTrue(resumed.contains("9 of 9 jobs done"), resumed);
    String journal = pool.ofRun("journal.jsonl");
    assertTrue(journal.contains("submitted ahead of a result that another attempt"), journal);
    long again =
        journal
            .lines()
            .filter(each -> each.contains("\"done\"") && each.contains("\"attempt\":2"))
            .count();
    assertEquals(3, again);
    assertTrue(pool.hdw("run", "@w.hdw").contains("nothing to do"), pool.err());
  }

  @Test
  void who_submits_what_is_there_already_is_told_so() throws Exception {
    pool.workflow(CHAIN.replace("echo ran", "sleep 5; echo ran"));
    submit();
    String again = pool.hdw("submit", "--ahead", "@w.hdw");
    assertTrue(again.contains("was submitted already; 9 of its jobs are in the queue"), again);
    awaitEnd();
    assertEquals(List.of("ran\n", "ran\n", "ran\n", "ran\n"), ran());
  }

  @Test
  void what_slurm_does_not_take_is_no_submission_at_all() throws Exception {
    pool.workflow(
        CHAIN.replace(
            "task merged for each sample {",
            "task merged for each sample { directive slurm = \"--licenses=nosuch\" "));
    String said = pool.hdw("submit", "--ahead", "@w.hdw");
    assertTrue(said.contains("what had been submitted is taken back"), said);
    assertTrue(QUEUE.jobs(folder).isEmpty());
    assertTrue(ran().isEmpty());
    assertEquals("stopped", status());
  }
}
