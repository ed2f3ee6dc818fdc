package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.JobMarks;
import hdw.executor.Program.Answer;
import hdw.executor.slurm.Departed.Fate;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs that have left the queue, where Slurm has forgotten them or never knew. */
final class DepartedTest {
  private static final AttemptKey KEY = new AttemptKey("ab12.7", "t/A~in1", 1);
  private static final JobName NAME = new JobName("t", 0, "ab12.7");
  private static final Instant START = Instant.ofEpochSecond(10_000);
  private static final String JOB = "job\tab12.7\t212_1\t216\twn01\t9000\n";

  @TempDir Path run;

  private final List<String> asked = new ArrayList<>();
  private String accounts = "";
  private boolean silent;
  private Set<AttemptKey> sought = Set.of();
  private List<JobRow> rows = List.of();

  @BeforeEach
  void two_jobs_were_submitted() throws IOException {
    Files.createDirectories(run.resolve("input"));
    Files.writeString(
        run.resolve("input/t.items"), "A~in0 logs/t/ab 0 9 1\nA~in1 logs/t/ab 9 9 1\n");
    Files.createDirectories(run.resolve(JobMarks.path(KEY)).getParent());
  }

  private Departed departed(boolean accounting) {
    var slurm =
        new Slurm(
            run,
            "ab12",
            (at, command, longest) -> {
              asked.add(String.join(" ", command));
              return silent
                  ? new Answer(1, "", "sacct: error: Problem talking to the database")
                  : new Answer(0, accounts, "");
            });
    return new Departed(
        run, slurm, new Items(run), () -> new ClusterConfig("22", 1001, accounting, 300));
  }

  private List<Fate> fates(Departed departed, int second) throws IOException {
    return departed.fates(
        new Departed.Missed(Set.of(KEY), sought, Map.of(), rows),
        Set.of(),
        START.plusSeconds(second));
  }

  private Verdict verdict(List<Fate> fates) {
    assertEquals(1, fates.size());
    return fates.get(0).ending().orElseThrow().verdict();
  }

  private void marks(String text) throws IOException {
    Files.writeString(run.resolve(JobMarks.path(KEY)), text);
  }

  @Test
  void what_the_job_noted_itself_is_enough() throws Exception {
    marks(JOB + "end\tt/A/in1\t1\t130\n");
    List<Fate> fates = fates(departed(true), 0);
    assertEquals(OptionalInt.of(130), fates.get(0).ending().orElseThrow().exit());
    assertEquals("212_1", fates.get(0).id().orElseThrow());
    assertTrue(asked.isEmpty());
  }

  @Test
  void the_accounting_is_asked_for_what_noted_no_end() throws Exception {
    marks(JOB);
    accounts =
        "212_0|COMPLETED|0:0|1|2|wn01|"
            + NAME.text()
            + "\n212_1|NODE_FAIL|0:0|1|2|wn01|"
            + NAME.text()
            + "\n";
    assertEquals(Verdict.LOST_NODE, verdict(fates(departed(true), 0)));
    assertTrue(asked.get(0).contains("--name t.0.hdw.ab12.7"), asked.toString());
  }

  @Test
  void the_accounting_is_not_asked_at_every_look() throws Exception {
    marks(JOB);
    Departed departed = departed(true);
    for (int i = 0; i < 10; i++) {
      assertEquals(1, fates(departed, i).size()); // that it began
    }
    assertEquals(2, asked.size());
  }

  @Test
  void one_that_began_and_is_not_heard_of_again_is_lost_after_a_minute() throws Exception {
    marks(JOB);
    Departed departed = departed(false);
    assertTrue(fates(departed, 0).get(0).ending().isEmpty());
    assertTrue(fates(departed, 59).get(0).ending().isEmpty());
    assertEquals(Verdict.LOST_NODE, verdict(fates(departed, 60)));
  }

  @Test
  void one_that_waited_was_cancelled_where_its_array_is_known() throws Exception {
    rows =
        List.of(
            JobRow.queued("212_0|RUNNING|0|None|1|2|0|wn01|" + NAME.text() + "|").orElseThrow());
    Departed departed = departed(false);
    assertEquals(List.of(), fates(departed, 0));
    assertEquals(Verdict.REMOVED, verdict(fates(departed, 61)));
  }

  @Test
  void one_whose_array_nobody_knows_was_lost_by_slurmctld() throws Exception {
    Departed departed = departed(true);
    assertEquals(List.of(), fates(departed, 0));
    assertTrue(fates(departed, 61).get(0).isLost());
  }

  @Test
  void an_accounting_that_is_away_decides_nothing() throws Exception {
    silent = true;
    Departed departed = departed(true);
    assertEquals(List.of(), fates(departed, 0));
    assertEquals(List.of(), fates(departed, 600));
    sought = Set.of(KEY);
    assertThrows(IOException.class, () -> fates(departed, 601));
  }

  @Test
  void one_that_hdw_took_out_before_it_began_is_gone_at_once() throws Exception {
    List<Fate> fates =
        departed(true)
            .fates(new Departed.Missed(Set.of(KEY), sought, Map.of(), rows), Set.of(KEY), START);
    assertEquals(Verdict.REMOVED, verdict(fates));
  }
}
