package hdw.executor.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.executor.Ending;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory and time are really enforced, by the kernel and by looking. */
final class LocalLimitsTest {
  enum By {
    KERNEL,
    LOOKING
  }

  @TempDir Path folder;
  private LocalBench bench;

  @BeforeEach
  void bench() {
    bench = new LocalBench(folder);
  }

  @AfterEach
  void nothing_is_left() {
    assertFalse(bench.anyLives());
  }

  private static LocalExecutor executor(By by) {
    if (by == By.KERNEL) {
      assumeTrue(ControlGroups.open().isPresent(), "this user can make no control group here");
      return new LocalExecutor(Optional.empty());
    }
    return new LocalExecutor(Optional.empty(), Optional::empty);
  }

  private Ending run(By by, String script, Limits limits) throws Exception {
    try (var executor = executor(by)) {
      String entered = "[[ -z $HDW_CGROUP ]] || echo $$ >$HDW_CGROUP; " + script;
      return LocalBench.await(executor.start(bench.attempt(1, entered, limits)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_job_that_takes_too_much_memory_is_ended(By by) throws Exception {
    Ending ending = run(by, "python3 -c \"$TAKE\" 300 60; exit $?", LocalBench.memory(100));
    assertEquals(Verdict.OUT_OF_MEMORY, ending.verdict(), ending::toString);
    assertTrue(ending.said().matches("used [0-9.]+ MB of 100 MB"), ending.said());
    assertTrue(ending.memoryUsed().orElseThrow().mebibytes() >= 95, ending::toString);
    assertTrue(ending.ran().toSeconds() < 10, ending::toString);
  }

  @ParameterizedTest
  @EnumSource
  void the_children_of_a_job_count_together(By by) throws Exception {
    String child = "(python3 -c \"$TAKE\" 60 60) & ";
    Ending ending = run(by, child + child + child + "wait; exit 3", LocalBench.memory(100));
    assertEquals(Verdict.OUT_OF_MEMORY, ending.verdict(), ending::toString);
  }

  @ParameterizedTest
  @EnumSource
  void pages_that_forks_share_count_once(By by) throws Exception {
    String forks =
        """
        import os, time; x = bytearray(60 << 20)
        for i in range(4):
          if os.fork() == 0: time.sleep(0.6); os._exit(0)
        for i in range(4): os.wait()
        """;
    Ending ending = run(by, "python3 -c '" + forks + "'", LocalBench.memory(120));
    assertEquals(Verdict.ENDED, ending.verdict(), ending::toString);
    assertEquals(0, ending.exit().orElseThrow());
    long used = ending.memoryUsed().orElseThrow().mebibytes();
    assertTrue(used >= 60 && used <= 120, ending::toString);
  }

  @ParameterizedTest
  @EnumSource
  void what_fits_is_measured_and_left_alone(By by) throws Exception {
    Ending ending = run(by, "python3 -c \"$TAKE\" 80 0.7", LocalBench.memory(200));
    assertEquals(Verdict.ENDED, ending.verdict(), ending::toString);
    long used = ending.memoryUsed().map(Memory::mebibytes).orElseThrow();
    assertTrue(used >= 80 && used < 120, ending::toString);
  }

  @Test
  void a_job_that_tolerates_a_child_without_memory_was_out_of_memory() throws Exception {
    Ending ending = run(By.KERNEL, "python3 -c \"$TAKE\" 300 0; exit 0", LocalBench.memory(100));
    assertEquals(Verdict.OUT_OF_MEMORY, ending.verdict(), ending::toString);
  }

  @Test
  void a_job_that_enters_no_group_is_counted_by_looking() throws Exception {
    try (var executor = executor(By.KERNEL)) {
      String script = "python3 -c \"$TAKE\" 300 60; exit $?";
      Ending ending =
          LocalBench.await(executor.start(bench.attempt(1, script, LocalBench.memory(100))));
      assertEquals(Verdict.OUT_OF_MEMORY, ending.verdict(), ending::toString);
    }
  }

  @Test
  void a_job_that_runs_too_long_is_ended() throws Exception {
    Ending ending = run(By.LOOKING, "sleep 300 & wait", LocalBench.time(1));
    assertEquals(Verdict.OUT_OF_TIME, ending.verdict());
    assertEquals("ran 1 s of 1 s", ending.said());
    assertEquals(143, ending.exit().orElseThrow());
  }

  @Test
  void groups_go_with_their_driver_and_those_of_a_dead_one_are_removed() throws Exception {
    var place = ControlGroups.place();
    assumeTrue(
        place.flatMap(ControlGroups::open).isPresent(), "this user can make no control group here");
    Path dead = place.orElseThrow().folder().resolve("hdw-4999999-1");
    Files.createDirectories(dead.resolve("7"));
    Path own;
    try (var groups = ControlGroups.open().orElseThrow()) {
      assertFalse(Files.exists(dead));
      own = groups.group(Memory.ofMebibytes(50)).orElseThrow().entrance().getParent();
      assertTrue(Files.isDirectory(own));
    }
    assertFalse(Files.exists(own));
    assertFalse(Files.exists(own.getParent()));
  }
}
