package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run in which all kinds of things went wrong, held against its journal. */
final class ReportTest {
  private static final String WORKFLOW =
      """
      workflow r
      symptom out_of_memory when log matches "bad_alloc"
      symptom bad_input when log matches "damaged"
      rule grow on failure {
        when reason == out_of_memory
        then memory = memory * 2, retry
      }
      rule give_up on failure {
        when reason == bad_input
        then skip
      }
      sample data { files = glob("in/*.txt") }
      task copy for each sample {
        split  = 1 file
        memory = 900 MB
        cpus   = 2
        time   = 2 h
        output = "out/{{chunk}}.txt"
        run    = "source ./job.sh; sleep 0.7; cp {{input}} {{output}}"
      }
      task all {
        input  = copy
        memory = 100 MB
        output = "all.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  private static final String JOB =
      """
      case $HDW_JOB in
        */10[12]*) [ $HDW_MEMORY_MIB -gt 1000 ] || { echo std::bad_alloc >&2; exit 134; };;
        */103*) while true; do echo bad_alloc >&2; exit 134; done;;
        */105*) echo '<b>damaged</b>' >&2; exit 2;;
        */10[79]*) echo '<script>alert(1)</script> "quoted" & more' >&2; exit 1;;
      esac
      echo events 10 >> $HDW_METRICS
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("r.hdw", WORKFLOW).file("job.sh", JOB);
    for (int i = 100; i < 112; i++) {
      session.file("in/" + i + ".txt", i + "\n");
    }
    assertEquals(
        ExitCode.JOBS_FAILED, session.hdw("run", "@r.hdw", "-j", "4", "--no-pause"), session.err());
  }

  private Told told() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("report", "-o", "r.html"), session.err());
    assertEquals("wrote r.html\n", session.out());
    return new Told(session.read("r.html"));
  }

  private List<Map<String, Object>> journal() throws IOException {
    var lines = new ArrayList<Map<String, Object>>();
    for (String each : Files.readAllLines(folder.resolve(".hdw/latest/journal.jsonl"))) {
      lines.add(JsonReader.object(each));
    }
    return lines;
  }

  private static Predicate<Map<String, Object>> kind(String event) {
    return line -> event.equals(line.get("event"));
  }

  private static String job(Map<String, Object> line) {
    return line.get("job").toString();
  }

  private List<Map<String, Object>> all(String event, String task) throws IOException {
    return journal().stream().filter(kind(event).and(line -> job(line).startsWith(task))).toList();
  }

  private static long milliseconds(List<Map<String, Object>> lines) {
    return lines.stream().mapToLong(line -> JsonReader.number(line, "ms", 0)).sum();
  }

  @Test
  void counts_of_jobs_and_attempts_are_those_of_the_journal() throws IOException {
    Told told = told();
    assertEquals(all("done", "").size(), told.figure("jobs-done"));
    assertEquals(all("done", "copy").size(), told.figure("task-copy-done"));
    assertEquals(all("failed", "copy").size(), told.figure("task-copy-failed"));
    assertEquals(all("started", "copy").size(), told.figure("task-copy-attempts"));
    assertEquals(0, told.figure("task-copy-lost"));
    Set<String> done = new HashSet<>();
    all("done", "").forEach(line -> done.add(job(line)));
    Set<String> given = new HashSet<>();
    Set<String> failed = new HashSet<>();
    for (Map<String, Object> line : all("failed", "")) {
      String kind = JsonReader.inner(line, "decision").orElseThrow().get("kind").toString();
      if (kind.equals("fail")) {
        failed.add(job(line));
      } else if (kind.equals("skip")) {
        given.add(job(line));
      }
    }
    assertEquals(3, failed.size());
    assertEquals(failed.size(), told.figure("jobs-failed"));
    assertEquals(given.size(), told.figure("skipped-give_up"));
    assertEquals(all("blocked", "").size(), told.figure("blocked"));
    assertEquals(12 - failed.size() - given.size(), done.size());
    assertEquals(failed.size(), told.figure("node-copy/data-failed"));
  }

  @Test
  void core_hours_are_the_times_of_the_journal_times_the_cores() throws IOException {
    Told told = told();
    long useful = 2 * milliseconds(all("done", "copy")) + milliseconds(all("done", "all"));
    long failed = 2 * milliseconds(all("failed", "copy"));
    assertTrue(useful > 0 && failed > 0);
    assertEquals(useful, told.figure("cost-useful"));
    assertEquals(failed, told.figure("cost-failed"));
    assertEquals(failed, told.figure("core-wasted"));
    assertEquals(useful + failed, told.figure("cost-total"));
    assertEquals(useful + failed, told.figure("task-copy-core"));
    assertEquals(0, told.figure("cost-lost"));
    assertEquals(
        all("done", "copy").size() * 2L * Duration.ofHours(2).toMillis(),
        told.figure("cost-time-asked"));
    assertEquals(2 * milliseconds(all("done", "copy")), told.figure("cost-time-used"));
    assertTrue(
        told.has(String.format("(%.1f\u00a0%%)", 100.0 * useful / (useful + failed))),
        "the efficiency");
  }

  @Test
  void what_was_used_is_that_of_the_attempts_that_ended_well() throws IOException {
    Told told = told();
    for (String[] each : new String[][] {{"memory", "memory_bytes"}, {"time", "ms"}}) {
      long[] taken =
          all("done", "copy").stream()
              .filter(line -> line.containsKey(each[1]))
              .mapToLong(line -> JsonReader.number(line, each[1], 0))
              .sorted()
              .toArray();
      String id = each[0] + "-copy-";
      assertEquals(taken.length, told.figure(id + "measured"));
      assertTrue(taken.length > 0, Arrays.toString(taken));
      assertEquals(taken[(taken.length + 1) / 2 - 1], told.figure(id + "p50"));
      assertEquals(taken[(int) Math.ceil(0.95 * taken.length) - 1], told.figure(id + "p95"));
      assertEquals(taken[taken.length - 1], told.figure(id + "p100"));
    }
    assertEquals(900L << 20, told.figure("memory-copy-asked"));
    assertEquals(2 * 3_600_000L, told.figure("time-copy-asked"));
    assertTrue(told.has("time = 5 min at r.hdw:17 would do, not 2 h"));
  }

  @Test
  void failures_have_their_jobs_evidence_and_reason_and_rules_their_success() throws IOException {
    Told told = told();
    assertEquals(2, told.figure("failure-1"));
    assertTrue(told.has("id=\"failure-1-reason\">command_failed<"));
    assertEquals(1, told.figure("failure-2"));
    long memory =
        all("failed", "copy").stream()
            .filter(line -> "out_of_memory".equals(line.get("reason")))
            .count();
    assertEquals(memory, told.figure("reason-out_of_memory-attempts"));
    assertEquals(3, told.figure("reason-out_of_memory-jobs"));
    long again = 0;
    long well = 0;
    long retries = 0;
    List<Map<String, Object>> journal = journal();
    for (int i = 0; i < journal.size(); i++) {
      Map<String, Object> line = journal.get(i);
      boolean isRetry =
          kind("failed").test(line)
              && "retry".equals(JsonReader.inner(line, "decision").orElseThrow().get("kind"));
      if (isRetry) {
        retries++;
        Map<String, Object> next =
            journal.subList(i + 1, journal.size()).stream()
                .filter(kind("done").or(kind("failed")))
                .filter(later -> job(later).equals(job(line)))
                .findFirst()
                .orElseThrow();
        well += kind("done").test(next) ? 1 : 0;
        again += kind("failed").test(next) ? 1 : 0;
      }
    }
    assertEquals(2, well);
    assertEquals(retries, told.figure("answer-1-times"));
    assertEquals(well, told.figure("answer-1-done"));
    assertEquals(again, told.figure("answer-1-failed"));
    assertEquals(0, told.figure("answer-1-open"));
  }

  @Test
  void files_events_and_machines_are_those_of_the_journal() throws IOException {
    Told told = told();
    Map<String, Object> covered =
        journal().stream().filter(kind("covered")).findFirst().orElseThrow();
    for (String each : new String[] {"files", "done", "skipped", "failed", "events"}) {
      assertEquals(JsonReader.number(covered, each, -1), told.figure("covered-1-" + each), each);
    }
    assertEquals(12, told.figure("covered-1-files"));
    assertEquals(0, told.figure("covered-1-open"));
    Map<String, Object> opened = journal().get(0);
    String host = opened.get("host").toString();
    assertEquals(all("done", "").size(), told.figure("host-" + host + "-done"));
    assertEquals(all("failed", "").size(), told.figure("host-" + host + "-failed"));
    assertEquals(1, told.figure("machines-all"));
    List<Map<String, Object>> lines = journal();
    assertEquals(
        Duration.between(
                Instant.parse(lines.get(0).get("at").toString()),
                Instant.parse(lines.get(lines.size() - 1).get("at").toString()))
            .toMillis(),
        told.figure("took"));
  }

  @Test
  void what_jobs_print_is_text_and_never_markup() throws IOException {
    Told told = told();
    assertFalse(told.has("<script"), "a script");
    assertFalse(told.has("<b>"), "markup");
    assertTrue(told.has("&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; more"));
    assertTrue(told.has("&lt;b&gt;damaged&lt;/b&gt;"));
  }

  @Test
  void the_same_run_gives_the_same_bytes_and_a_file_of_another_kind_is_left_alone()
      throws IOException {
    told();
    String first = session.read("r.html");
    told();
    assertEquals(first, session.read("r.html"));
    session.file("own.html", "<!DOCTYPE html>\nmy own page\n");
    assertEquals(ExitCode.USAGE, session.hdw("report", "-o", "own.html"));
    assertTrue(session.err().contains("is no report of hdw"), session.err());
    assertEquals("<!DOCTYPE html>\nmy own page\n", session.read("own.html"));
    assertEquals(ExitCode.DONE, session.hdw("report"), session.err());
    String name = session.out().replace("wrote ", "").strip();
    assertTrue(name.matches("r_\\d{8}_\\d{6}\\.html"), name);
    assertEquals(first, session.read(name));
    assertEquals(ExitCode.DONE, session.hdw("report", "-o", "-"));
    assertEquals(first, session.out());
  }

  @Test
  void the_commit_of_the_workflow_is_told_where_there_is_one() throws Exception {
    assertFalse(told().has("in git"));
    String[] id = {"-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"};
    assumeTrue(git("init", "-q"), "there is no git here");
    assertTrue(git("add", "r.hdw"));
    assertTrue(git(id[0], id[1], id[2], id[3], id[4], id[5], "commit", "-qm", "first"));
    assertTrue(told().has("in git"));
    assertFalse(told().has(", with changes"));
    session.file("r.hdw", WORKFLOW + "# more\n");
    assertTrue(told().has(", with changes"));
  }

  private boolean git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
