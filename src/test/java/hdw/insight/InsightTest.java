package hdw.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.insight.AttemptRecord.Outcome;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.RunSummary.NodeCounts;
import hdw.run.WrittenRun;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of a run. */
final class InsightTest {
  @TempDir Path folder;

  @Test
  void the_last_moment_is_what_status_says() throws IOException {
    Insight insight = Insight.of(WrittenRun.write(folder, 2000, 1500));
    List<TimeLine.Moment> moments = insight.timeLine().moments();
    TimeLine.Moment last = moments.get(moments.size() - 1);
    List<NodeCounts> nodes = RunSummary.read(insight.folder()).nodes();
    assertEquals(nodes.stream().mapToInt(NodeCounts::queued).sum(), last.queued());
    assertEquals(nodes.stream().mapToInt(NodeCounts::running).sum(), last.running());
    assertEquals(nodes.stream().mapToInt(NodeCounts::done).sum(), last.done());
    assertEquals(nodes.stream().mapToInt(NodeCounts::failed).sum(), last.failed());
    assertEquals(7, last.failed());
    assertEquals(200, last.running());
  }

  @Test
  void an_attempt_has_what_it_asked_for_what_it_took_and_how_long_it_waited() throws IOException {
    Insight insight = Insight.of(WrittenRun.write(folder, 100, 100));
    AttemptRecord failed =
        insight.attempts().stream()
            .filter(each -> each.outcome() == Outcome.FAILED)
            .findFirst()
            .get();
    assertEquals("out_of_memory", failed.reason());
    assertEquals(Memory.ofMebibytes(2048), failed.asked().memory());
    AttemptRecord again =
        insight.attempts().stream()
            .filter(each -> each.job().equals(failed.job()) && each.attempt() == 2)
            .findFirst()
            .get();
    assertEquals(Memory.ofMebibytes(4096), again.asked().memory());
    assertEquals(Duration.ofSeconds(30), again.waited().get());
    assertEquals(Duration.ofSeconds(470), again.ran());
    assertEquals(failed.host(), again.host());
    assertEquals("ntuple", again.task());
  }

  @Test
  void tasks_and_machines_add_up_to_all_attempts() throws IOException {
    Insight insight = Insight.of(WrittenRun.write(folder, 1000, 900));
    TaskUse use = TaskUse.of(insight.attempts()).get(0);
    assertEquals(insight.attempts().size(), use.attempts());
    assertEquals(use.attempts(), use.done() + use.failed() + use.lost());
    assertEquals(use.done(), use.memory().size());
    assertTrue(use.memory(50).compareTo(use.memory(100)) < 0);
    List<HostUse> hosts = HostUse.of(insight);
    assertEquals(40, hosts.size());
    assertEquals(use.done(), hosts.stream().mapToInt(HostUse::done).sum());
    assertEquals(100, hosts.stream().mapToInt(HostUse::running).sum());
    assertEquals(
        use.coreTime(),
        hosts.stream().map(HostUse::coreTime).reduce(Duration.ZERO, Duration::plus));
  }

  @Test
  void a_journal_that_grows_by_pieces_comes_to_the_same_as_one_read_at_once() throws IOException {
    RunFolder whole = WrittenRun.write(Files.createDirectory(folder.resolve("whole")), 100, 70);
    byte[] journal = Files.readAllBytes(whole.journal());
    RunFolder grown = new RunFolder(Files.createDirectory(folder.resolve("grown")));
    Files.copy(whole.plan(), grown.plan());
    Files.write(grown.journal(), new byte[0]);
    Insight growing = Insight.of(grown);
    assertFalse(growing.refresh());
    for (int from = 0; from < journal.length; from += 777) {
      Files.write(
          grown.journal(),
          Arrays.copyOfRange(journal, from, Math.min(journal.length, from + 777)),
          StandardOpenOption.APPEND);
      growing.refresh();
    }
    Insight atOnce = Insight.of(whole);
    assertEquals(atOnce.attempts(), growing.attempts());
    assertEquals(atOnce.timeLine().moments(), growing.timeLine().moments());
    assertEquals(atOnce.summary().nodes(), growing.summary().nodes());
    assertEquals(List.of(), growing.state().damagedLines());
  }

  @Test
  void a_hundred_thousand_jobs_are_taken_in_within_seconds() throws IOException {
    RunFolder run = WrittenRun.write(folder, 100_000, 90_000);
    long begun = System.nanoTime();
    Insight insight = Insight.of(run);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.println("insight into 100,000 jobs: " + took.toMillis() + " ms");
    assertTrue(insight.timeLine().moments().size() <= 2000);
    assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, took.toString());
  }

  @Test
  void the_rank_of_a_percentile_is_the_nearest_one() {
    Spread spread = Spread.of(LongStream.rangeClosed(1, 20));
    assertEquals(10, spread.percentile(50));
    assertEquals(19, spread.percentile(95));
    assertEquals(20, spread.largest());
    assertEquals(0, Spread.of(LongStream.empty()).percentile(95));
  }
}
