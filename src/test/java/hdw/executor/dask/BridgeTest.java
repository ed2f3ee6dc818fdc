package hdw.executor.dask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.rules.Verdict;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge with a real scheduler and real workers of distributed. */
final class BridgeTest {
  private static final Memory LIMIT = Memory.ofMebibytes(200);
  private static final String FILL_600_MB =
      "python3 -c 'import time; held = bytearray(600 << 20); time.sleep(60)'";

  @TempDir Path folder;

  @Test
  void jobs_run_in_the_runs_folder_and_end_with_their_exit_codes() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      cluster.worker("1.1");
      cluster.submit(
          cluster.job("good", "pwd; echo $HDW_TOKEN $HDW_MARKS $HDW_METRICS"),
          cluster.job("bad", "echo oh >&2; exit 3"),
          cluster.job("shot", "kill -USR1 $$"));
      assertEquals(OptionalInt.of(0), cluster.ended("good").ending().exit());
      assertEquals(OptionalInt.of(3), cluster.ended("bad").ending().exit());
      assertEquals(OptionalInt.of(138), cluster.ended("shot").ending().exit());
      String stem = cluster.run + "/logs/test/good.1";
      assertEquals(
          "%s\ntested.1:test/good:1 %s.marks %s.metrics\n".formatted(cluster.run, stem, stem),
          Files.readString(Path.of(stem + ".out")));
      assertEquals("oh\n", Files.readString(cluster.run.resolve("logs/test/bad.1.err")));
      assertEquals("1.1", cluster.began("good").worker());
      String marks = Files.readString(Path.of(stem + ".marks"));
      assertTrue(marks.matches("job\ttested[.]1\t1[.]1\t\\d+\t\\S+\t\\d+\n"), marks);
    }
  }

  @Test
  void a_command_that_is_not_there_is_told_with_the_worker() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      cluster.worker("1.1");
      var wrong = cluster.job("wrong", "");
      cluster.submit(
          new Order.Job(
              wrong.key(),
              List.of("no-such-program"),
              wrong.environment(),
              wrong.folder(),
              wrong.log(),
              1,
              wrong.memory(),
              wrong.time(),
              wrong.size()));
      var ending = cluster.ended("wrong").ending();
      assertEquals(Verdict.NOT_STARTED, ending.verdict());
      assertTrue(ending.said().contains("no-such-program"), ending.said());
      assertTrue(ending.said().startsWith("worker 1.1 on "), ending.said());
    }
  }

  @Test
  void a_grandchild_that_left_the_session_counts_with_its_job_and_is_ended_with_it()
      throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      cluster.worker("1.1");
      cluster.submit(
          cluster.job("fat", "(setsid " + FILL_600_MB + " &); sleep 60", LIMIT, Optional.empty()));
      var ending = cluster.ended("fat").ending();
      assertEquals(Verdict.OUT_OF_MEMORY, ending.verdict());
      assertTrue(ending.said().matches("used [\\d.]+ MB of 200 MB"), ending.said());
      assertTrue(ending.memoryUsed().orElseThrow().compareTo(LIMIT) > 0);
      assertNothingRuns(cluster, "held = bytearray");
    }
  }

  @Test
  void a_job_over_its_time_is_ended_with_what_it_left_behind() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      cluster.worker("1.1");
      cluster.submit(
          cluster.job(
              "slow", "setsid sleep 4711 & sleep 4712", LIMIT, Optional.of(new WallTime(1))));
      var ending = cluster.ended("slow").ending();
      assertEquals(Verdict.OUT_OF_TIME, ending.verdict());
      assertEquals("ran 1 s of 1 s", ending.said());
      assertNothingRuns(cluster, "sleep\u0000471");
    }
  }

  @Test
  void cancelled_jobs_are_told_as_removed_be_they_running_or_waiting() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      cluster.worker("1.1");
      cluster.submit(sleepers(cluster, 5));
      cluster.began("0");
      cluster.bridge.tell(
          new Order.Cancel(
              IntStream.range(0, 5).mapToObj(i -> SmallCluster.key("" + i)).toList(), "enough"));
      for (int i = 0; i < 5; i++) {
        var ending = cluster.ended("" + i).ending();
        assertEquals(Verdict.REMOVED, ending.verdict());
        assertEquals("enough", ending.said());
      }
      assertNothingRuns(cluster, "sleep\u0000600");
    }
  }

  @Test
  void of_a_worker_that_is_killed_what_had_begun_is_told_and_the_rest_runs_elsewhere_once()
      throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      Process killed = cluster.worker("1.1");
      cluster.worker("2.1");
      int jobs = 12;
      cluster.submit(
          IntStream.range(0, jobs)
              .mapToObj(i -> cluster.job("" + i, "echo %d >> lines; sleep 1".formatted(i)))
              .toArray(Order.Job[]::new));
      cluster.await(Report.Began.class, each -> each.worker().equals("1.1"));
      killed.destroyForcibly();
      Report.Left left = cluster.left("1.1");
      assertEquals(Report.Cause.LOST, left.because());
      cluster.awaitTold(jobs);
      Set<AttemptKey> cut = cluster.cut();
      assertFalse(cut.isEmpty());
      List<String> lines = Files.readAllLines(cluster.run.resolve("lines"));
      assertEquals(Set.copyOf(lines).size(), lines.size(), () -> "one ran twice: " + lines);
      assertTrue(lines.size() >= jobs - cut.size(), () -> "one never ran: " + lines);
      assertEquals(jobs, cluster.all(Report.Ended.class).size() + cut.size());
    }
  }

  @Test
  void a_bridge_that_is_killed_leaves_nothing_running() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      Process worker = cluster.worker("1.1");
      cluster.submit(cluster.job("deaf", "trap '' TERM; setsid sleep 600 & sleep 600; sleep 600"));
      cluster.began("deaf");
      ProcessHandle.of(cluster.bridge.pid()).orElseThrow().destroyForcibly();
      assertEquals(137, cluster.await(Report.Over.class, each -> true).exit());
      assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
      assertEquals(5, worker.exitValue());
      cluster.awaitNothingLeft();
      assertTrue(
          Files.readString(cluster.run.resolve("logs/test/deaf.1.marks"))
              .endsWith("stopped\tthe scheduler is gone\n"));
    }
  }

  @Test
  void what_ends_the_bridge_ends_all_jobs_and_workers() throws Exception {
    var cluster = new SmallCluster(folder, 0);
    Process worker = cluster.worker("1.1");
    cluster.submit(sleepers(cluster, 3));
    cluster.began("0");
    cluster.close();
    assertEquals(0, cluster.await(Report.Over.class, each -> true).exit());
    assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
    cluster.awaitNothingLeft();
  }

  @Test
  void a_worker_that_retires_finishes_its_job_and_takes_no_other() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      Process retired = cluster.worker("1.1");
      cluster.submit(
          IntStream.range(0, 6)
              .mapToObj(i -> cluster.job("" + i, "sleep 1"))
              .toArray(Order.Job[]::new));
      cluster.began("0");
      cluster.bridge.tell(new Order.Retire(List.of("1.1")));
      assertEquals(Report.Cause.RETIRED, cluster.left("1.1").because());
      assertEquals(List.of(), cluster.left("1.1").running());
      assertTrue(retired.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, retired.exitValue());
      int there = cluster.all(Report.Ended.class).size();
      assertTrue(there < 6, "it finished all of them");
      cluster.worker("2.1");
      for (int i = 0; i < 6; i++) {
        cluster.ended("" + i);
      }
    }
  }

  @Test
  void a_worker_leaves_before_its_lifetime_ends_and_says_so() throws Exception {
    try (var cluster = new SmallCluster(folder, 40)) {
      Process worker = cluster.worker("1.1");
      cluster.submit(sleepers(cluster, 1));
      Report.Left left = cluster.left("1.1");
      assertEquals(Report.Cause.LIFETIME, left.because());
      assertEquals("its lifetime of 40 s is nearly over", left.said());
      assertEquals(SmallCluster.key("0"), left.running().get(0).key());
      assertTrue(left.running().get(0).memory().isPresent());
      assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, worker.exitValue());
    }
  }

  @Test
  void a_worker_that_its_batch_system_ends_says_so_and_leaves_no_process() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      Process worker = cluster.worker("1.1");
      cluster.submit(sleepers(cluster, 1));
      cluster.began("0");
      worker.destroy();
      assertEquals("asked to end by signal 15", cluster.left("1.1").said());
      assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
      assertNothingRuns(cluster, "sleep\u0000600");
    }
  }

  @Test
  void only_who_has_the_certificate_of_the_run_can_connect() throws Exception {
    Files.createDirectories(folder.resolve("other"));
    var certificate = new Certificate(folder);
    certificate.make();
    var other = new Certificate(folder.resolve("other"));
    other.make();
    var tls = new BridgeSettings.Tls(certificate.certificate(), certificate.key());
    try (var cluster = new SmallCluster(folder, 0, Optional.of(tls))) {
      cluster.worker("1.1");
      cluster.submit(cluster.job("good", "true"));
      assertEquals(OptionalInt.of(0), cluster.ended("good").ending().exit());
      assertTrue(cluster.ready.scheduler().startsWith("tls://"));
      assertEquals("connected", cluster.client(certificate));
      assertEquals("refused", cluster.client(other));
    }
  }

  @Test
  void hundreds_of_short_jobs_are_each_told_of_once() throws Exception {
    try (var cluster = new SmallCluster(folder, 0)) {
      cluster.worker("1.1");
      cluster.worker("2.1");
      cluster.submit(cluster.job("first", "true"));
      cluster.ended("first");
      int jobs = 500;
      cluster.submit(
          IntStream.range(0, jobs)
              .mapToObj(i -> cluster.job("" + i, "true"))
              .toArray(Order.Job[]::new));
      cluster.awaitTold(jobs + 1);
      assertEquals(
          jobs + 1,
          cluster.all(Report.Ended.class).stream()
              .filter(each -> each.ending().exit().equals(OptionalInt.of(0)))
              .map(Report.Ended::key)
              .distinct()
              .count());
    }
  }

  private static Order.Job[] sleepers(SmallCluster cluster, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> cluster.job("" + i, "exec sleep 600"))
        .toArray(Order.Job[]::new);
  }

  /** What was killed may be seen for another moment. */
  private static void assertNothingRuns(SmallCluster cluster, String command) throws Exception {
    for (int i = 0; i < 40 && cluster.runs(command); i++) {
      Thread.sleep(50);
    }
    assertFalse(cluster.runs(command), () -> command + " still runs");
  }
}
