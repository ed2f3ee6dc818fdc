package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a run in which all kinds of things went wrong. */
final class TroubledRunTest {
  private static final Path RUN = Path.of("src/test/resources/journals/troubled");

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void place() throws IOException {
    session =
        new Session(folder)
            .file("run/plan.json", Files.readString(RUN.resolve("plan.json")))
            .file("run/journal.jsonl", Files.readString(RUN.resolve("journal.jsonl")));
  }

  private void says(String... lines) {
    for (String each : lines) {
      assertTrue(session.out().contains(each), each + "\n---\n" + session.out());
    }
  }

  @Test
  void status_tells_failures_what_rules_gave_up_what_is_missing_and_pauses() {
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("status", "run", "--exit-code"));
    String all = session.out();
    assertEquals(
        """
        2 x command_failed: no 7
            ntuple/DY/c, ntuple/DY/d
        1 x skipped by rule skip_bad
            ntuple/DY/b
        ntuple/DY: 4 of 7 files of sample DY done, 2 skipped, 1 failed; 1234 events
        node ntuple/DY is paused: its first 10 jobs failed alike: no 7
        task merge is paused: its first 10 jobs failed alike: no proxy
        see: hdw logs --failed --run run, hdw why ntuple/DY/c --run run
        to go on all the same: hdw resume --go-on run
        """,
        all.substring(all.indexOf("2 x ")));
    assertEquals("run: paused", all.lines().findFirst().orElseThrow());
    assertTrue(session.err().contains("journal.jsonl:11 "), session.err());
  }

  @Test
  void status_counts_halves_in_the_place_of_what_was_cut() {
    session.hdw("status", "run");
    String row = session.out().lines().filter(each -> each.startsWith("ntuple")).findFirst().get();
    // six jobs: one done, two waiting (one of them a half), two failed, one skipped
    assertEquals("6 1 0 2 2 1", row.replaceAll("^\\S+ +[^0-9 ]+ +", "").replaceAll(" +", " "));
  }

  @Test
  void status_json_has_all_of_it() {
    session.hdw("status", "run", "--json");
    says(
        "\"state\" : \"paused\"",
        "\"given_up\" : 1",
        "\"rule\" : \"skip_bad\"",
        "\"evidence\" : \"no proxy\"",
        "\"events\" : 1234",
        "\"journal.jsonl:11\"");
  }

  @Test
  void why_tells_every_step_of_a_value_and_what_a_job_waits_for() {
    session.hdw("why", "ntuple/DY/a", "--run", "run");
    says(
        "ntuple/DY/a: waiting",
        "attempt 1 failed after 12.0 s and 2.1 GB: out_of_memory (certain: exit code 137; used 2.1"
            + " GB of 2 GB) on wn1\n    std::bad_alloc\n    rule grow_memory: memory = 4 GB, tried"
            + " again after 1 min on another machine",
        "it is tried again, not before 2026-11-22T21:12:00Z",
        "it waits: node ntuple/DY is paused",
        "memory = 8 GB (rule grow_memory, attempt 2) <- 4 GB (rule grow_memory, attempt 1) <- 3 GB"
            + " (task ntuple at w.hdw:4) <- 2 GB (built-in)");
  }

  @Test
  void why_tells_who_gave_a_job_up_who_keeps_it_and_what_was_cut() {
    session.hdw("why", "ntuple/DY/b", "ntuple/DY/d", "ntuple/DY/e", "merged", "--run", "run");
    says(
        "ntuple/DY/b: skipped by rule skip_bad",
        "no rule: not tried again, as 3 retries are used up",
        "ntuple/DY/e: cut into halves, which run in its place",
        "it cannot run because `ntuple/DY/c` failed");
  }

  @Test
  void the_report_tells_all_of_it_too() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("report", "run", "-o", "r.html"), session.err());
    var told = new Told(session.read("r.html"));
    assertEquals(2, told.figure("failure-1"));
    assertEquals(1, told.figure("skipped-skip_bad"));
    assertEquals(1, told.figure("blocked"));
    assertEquals(2, told.figure("answer-1-times"));
    assertEquals(1, told.figure("answer-1-failed"));
    assertEquals(1, told.figure("answer-1-open"));
    assertEquals(1234, told.figure("covered-1-events"));
    assertEquals(7, told.figure("files-done"));
    assertEquals(10, told.figure("files"));
    for (String each :
        List.of(
            "skipped by rule skip_bad: bad_input, Error in TFile 17",
            "node ntuple/DY: its first 10 jobs failed alike: ",
            "hdw resume --go-on",
            "journal.jsonl:11",
            ">paused<")) {
      assertTrue(told.has(each), each);
    }
  }
}
