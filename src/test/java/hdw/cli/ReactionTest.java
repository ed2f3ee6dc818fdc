package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules do about failures while a workflow runs on this machine. */
final class ReactionTest {

  /** Four files, of which {@code b} is trouble: what happens to it stands in a file. */
  private static final String WORKFLOW =
      """
      workflow w
      sample s { files = ["a.txt", "b.txt", "c.txt", "d.txt"] }
      symptom out_of_memory when log matches "bad_alloc"
      symptom bad_input when log matches "damaged"
      task copy for each sample {
        split  = 1 file
        memory = 20 MB
        output = "out/{{chunk}}.txt"
        run    = "echo $HDW_JOB $HDW_ATTEMPT $HDW_MEMORY_MIB >> begun; source ./$(basename {{input}} .txt).sh; cat {{input}} > {{output}}"
      }
      task next for each sample {
        input  = each copy
        memory = 20 MB
        output = "next/{{chunk}}.txt"
        run    = "cp {{input}} {{output}}"
      }
      task all {
        input  = copy
        memory = 20 MB
        output = "all.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder);
    for (String each : new String[] {"a", "b", "c", "d"}) {
      session.file(each + ".txt", each + "\n").file(each + ".sh", "true\n");
    }
  }

  private void workflow(String rules) throws IOException {
    session.file("w.hdw", WORKFLOW + rules);
  }

  private long begun(String job) throws IOException {
    return session.read("begun").lines().filter(each -> each.startsWith("copy/s/" + job)).count();
  }

  private ExitCode run() {
    return session.hdw("run", "@w.hdw", "-j", "2");
  }

  @Test
  void memory_is_raised_up_to_the_cap_and_then_the_job_fails() throws IOException {
    workflow(
        """
        rule more on failure {
          when reason == out_of_memory and memory < 70 MB
          then memory = min(memory * 2, 70 MB), retry
        }
        """);
    session.file("b.sh", "echo std::bad_alloc >&2; exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(
        "20 40 70",
        session
            .read("begun")
            .lines()
            .filter(each -> each.startsWith("copy/s/b"))
            .map(each -> each.replaceAll(".* ", ""))
            .reduce((one, other) -> one + " " + other)
            .orElse(""));
    assertTrue(session.err().contains("1 x out_of_memory"), session.err());
  }

  @Test
  void a_job_with_more_memory_is_tried_until_it_has_enough() throws IOException {
    workflow(
        "rule more on failure { when reason == out_of_memory then memory = memory * 2, retry }");
    session.file("b.sh", "if [ $HDW_MEMORY_MIB -lt 80 ]; then echo bad_alloc >&2; exit 1; fi\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("a\nb\nc\nd\n", session.read("all.txt"));
    assertEquals(3, begun("b"));
    session.hdw("why", "copy/s/b");
    assertTrue(session.out().contains("80 MB (rule more, attempt 2)"), session.out());
  }

  @Test
  void retries_caps_all_reactions_of_a_job_together() throws IOException {
    workflow(
        """
        defaults { retries = 2 }
        rule odd on failure { when attempt == 1 then memory = memory * 2, retry }
        rule again on failure { when reason == command_failed then memory = memory + 1 MB, retry }
        """);
    session.file("b.sh", "exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(3, begun("b"));
    session.hdw("why", "copy/s/b");
    assertTrue(session.out().contains("2 retries are used up"), session.out());
  }

  @Test
  void a_retry_waits_as_long_as_its_rule_says_while_others_go_on() throws IOException {
    workflow("rule later on failure { when attempt == 1 then memory = 30 MB, retry after 2 s }");
    session.file("b.sh", "date +%s%N >> times; [ $HDW_ATTEMPT = 2 ] || exit 1\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    long[] times = session.read("times").lines().mapToLong(Long::parseLong).toArray();
    assertTrue(times[1] - times[0] >= TimeUnit.SECONDS.toNanos(2), times[1] - times[0] + " ns");
    // the others did not wait: the last of them was copied before the second attempt
    assertTrue(modified("next") < times[1] / 1_000_000, "next waited");
    assertEquals("a\nb\nc\nd\n", session.read("all.txt"));
  }

  private long modified(String name) throws IOException {
    try (var files = Files.list(folder.resolve(name))) {
      long latest = 0;
      for (Path each :
          files.filter(file -> !file.getFileName().toString().startsWith("b")).toList()) {
        latest = Math.max(latest, Files.getLastModifiedTime(each).toMillis());
      }
      return latest;
    }
  }

  @Test
  void the_first_rule_that_matches_decides() throws IOException {
    workflow(
        """
        rule first on failure { when exit == 7 then skip }
        rule second on failure { when reason == command_failed then fail }
        """);
    session.file("b.sh", "exit 7\n").file("c.sh", "exit 8\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(
        "4 jobs, 2 done, 1 failed, 1 skipped, 1 given_up", Counts.of(session).node("copy/s"));
  }

  @Test
  void what_a_rule_skips_is_left_out_of_the_gather_and_said() throws IOException {
    workflow("rule bad on failure { when reason == bad_input then skip }");
    session.file("b.sh", "echo damaged >&2; exit 1\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("a\nc\nd\n", session.read("all.txt"));
    assertTrue(session.err().contains("rule bad"), session.err());
    assertFalse(Files.exists(folder.resolve("next/b.txt")));
    Counts counts = Counts.of(session);
    assertEquals("done", counts.state());
    assertEquals("4 jobs, 3 done, 1 skipped, 1 given_up", counts.node("copy/s"));
    assertEquals("4 jobs, 3 done, 1 skipped", counts.node("next/s"));
    assertEquals("4 files, 3 done, 1 skipped", counts.coverage("copy/s"));
    assertEquals(ExitCode.DONE, session.hdw("status", "--exit-code"));
  }

  @Test
  void what_was_skipped_is_not_tried_again_until_its_input_changes() throws IOException {
    workflow("rule bad on failure { when reason == bad_input then skip }");
    session.file("b.sh", "grep -q good b.txt || { echo damaged >&2; exit 1; }\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(ExitCode.DONE, run(), session.err());
    assertTrue(session.err().contains("nothing to do"), session.err());
    assertEquals(1, begun("b"));
    session.file("b.txt", "good\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("a\ngood\nc\nd\n", session.read("all.txt"));
    assertEquals(1, begun("a"));
    assertEquals("4 jobs, 4 done", Counts.of(session).node("next/s"));
  }

  @Test
  void a_rule_can_say_that_a_job_fails_and_no_later_one_is_asked() throws IOException {
    workflow(
        """
        rule no on failure { when exit == 7 then fail }
        rule other on failure { when reason == command_failed then skip }
        """);
    session.file("b.sh", "exit 7\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertFalse(session.exists("all.txt"));
    assertEquals("4 files, 3 done, 1 failed", Counts.of(session).coverage("copy/s"));
  }

  @Test
  void abort_ends_all_others_and_blames_none_of_them() throws IOException {
    workflow(
        """
        rule stop on failure { when exit == 7 then abort }
        rule rest on failure { when attempt < 9 then skip }
        """);
    session
        .file("a.sh", "touch sleeping; sleep 60\n")
        .file("b.sh", "until [ -e sleeping ]; do sleep 0.05; done; exit 7\n");
    long begun = System.nanoTime();
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertTrue(
        System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30), "the others were not ended");
    Counts counts = Counts.of(session);
    assertEquals("failed", counts.state());
    assertEquals("4 jobs, 3 waiting, 1 failed", counts.node("copy/s"));
    session.file("a.sh", "true\n").file("b.sh", "true\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("a\nb\nc\nd\n", session.read("all.txt"));
  }

  @Test
  void a_gather_tolerates_the_share_that_its_task_says_and_no_more() throws IOException {
    workflow("");
    session.file(
        "w.hdw", session.read("w.hdw").replace("task all {", "task all {\n  tolerate = 25 %"));
    session.file("b.sh", "exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals("a\nc\nd\n", session.read("all.txt"));
    Files.delete(folder.resolve("all.txt"));
    session.file("c.sh", "exit 1\n").file("c.txt", "new\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertFalse(session.exists("all.txt"));
  }

  @Test
  void a_job_that_failed_and_works_now_is_taken_into_the_gather_that_went_without_it()
      throws IOException {
    workflow("");
    session.file(
        "w.hdw", session.read("w.hdw").replace("task all {", "task all {\n  tolerate = 25 %"));
    session.file("b.sh", "exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    session.file("b.sh", "true\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals("a\nb\nc\nd\n", session.read("all.txt"));
  }

  @Test
  void what_always_runs_does_so_after_failures_too() throws IOException {
    workflow(
        """
        task report { after = all always = true output = "report.txt" run = "echo told > {{output}}" }
        """);
    session.file("b.sh", "exit 1\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals("told\n", session.read("report.txt"));
    assertEquals("1 jobs, 1 skipped", Counts.of(session).node("all"));
  }

  @Test
  void without_queues_there_is_no_next_one_and_the_job_says_so() throws IOException {
    workflow("rule longer on failure { when exit == 7 then queue = next, retry }");
    session.file("b.sh", "exit 7\n");
    assertEquals(ExitCode.JOBS_FAILED, run(), session.err());
    assertEquals(1, begun("b"));
    session.hdw("why", "copy/s/b");
    assertTrue(session.out().contains("queue"), session.out());
  }

  @Test
  void a_job_that_avoids_this_machine_runs_here_all_the_same_as_there_is_no_other()
      throws IOException {
    workflow("rule elsewhere on failure { when exit == 7 then avoid node, retry }");
    session.file("b.sh", "[ $HDW_ATTEMPT = 2 ] || exit 7\n");
    assertEquals(ExitCode.DONE, run(), session.err());
    assertEquals(2, begun("b"));
  }
}
