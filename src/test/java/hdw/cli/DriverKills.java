package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver of jobs in a real batch system that is killed, mostly while it submits, and taken up
 * again each time.
 *
 * <p>{@code -Dhdw.condor.kills=100 -Dhdw.seed=7}, or {@code -Dhdw.slurm.kills}, is the whole test,
 * as CI runs it.
 */
abstract sealed class DriverKills permits CondorKillTest, SlurmKillTest {
  private static final long SEED = Long.getLong("hdw.seed", 20261123);
  private static final int LONGEST_MILLISECONDS = 5000;

  /** Every attempt that runs adds its number to a file of its job. */
  private static final String WORKFLOW =
      """
      workflow kill
      sample numbers { files = glob("in/*.txt") }
      defaults {
        executor = EXECUTOR
        memory   = 50 MB
        setup    = "ran() { echo \\"$HDW_ATTEMPT\\" >> \\"ran/$(echo \\"$HDW_JOB\\" | tr / +)\\"; }"
      }
      task square for each sample {
        split  = 1 file
        output = "out/{{chunk}}.txt"
        run    = \"""
          ran
          n=$(cat {{input}})
          printf 'begin %s ' "$n" > {{output}}
          sleep 0.2
          printf '%s end\\n' "$((n * n))" >> {{output}}
        \"""
      }
      task here for each sample {
        executor = local
        input    = each square
        output   = "here/{{chunk}}.txt"
        run      = "ran; sed 's/^begin/here/' {{input}} > {{output}}"
      }
      task third for each sample {
        input  = each square
        output = "third/{{chunk}}.txt"
        run    = "ran; sed 's/^begin/third/' {{input}} > {{output}}"
      }
      task all {
        input  = third by 20
        output = "all.txt"
        run    = "ran; cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final RealQueue queue;
  private final int most;
  private final int files;
  private OnQueue pool;
  private int kills;
  private int between;
  private int orphans;
  private int found;
  private int attempts;
  private int lost;
  private String checked = "";

  /** Kills as often as the property {@code <name>.kills} says, over {@code <name>.files} files. */
  DriverKills(RealQueue queue, String name) {
    this.queue = queue;
    this.most = Integer.getInteger(name + ".kills", 6);
    this.files = Integer.getInteger(name + ".files", 60);
  }

  /**
   * Looks into what the batch system wrote down of a run: of each attempt one job, and no two
   * attempts of a job at a time but where one of them is written down as lost.
   *
   * @return the tokens of the submissions that it took, as far as it knows
   */
  abstract Set<String> checkHistory(RunFolder run, int lostOnes) throws Exception;

  @BeforeEach
  void write() throws IOException {
    pool = new OnQueue(folder, queue);
    var session =
        new Session(folder).file("kill.hdw", WORKFLOW.replace("EXECUTOR", queue.executor()));
    for (int i = 1; i <= files; i++) {
      session.file("in/" + (1000 + i) + ".txt", i + "\n");
    }
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    pool.close();
  }

  @Test
  void whatever_the_instant_nothing_is_lost_and_nothing_is_accepted_twice() throws Exception {
    int runs = 0;
    while (kills < most) {
      new Session(folder).file("ran/.of", "run " + ++runs + "\n");
      boolean over = false;
      while (!over) {
        over =
            !hasBegun()
                ? drive("run", "kill.hdw", "-j", "2", "--new")
                : random.nextBoolean() ? drive("resume") : drive("run", "kill.hdw", "-j", "2");
      }
      check();
      checked = pool.latest().name();
    }
    System.out.printf(
        "killed %d times (seed %d) in %d runs of %d jobs: %d times with submissions unanswered,"
            + " %d of which were in the queue; %d %s outlived their driver;"
            + " %d attempts, %d of them lost%n",
        kills,
        SEED,
        runs,
        jobs(),
        between,
        found,
        orphans,
        queue.programs().get(0),
        attempts,
        lost);
  }

  /** Whether the run after the one that was checked last has a journal: before, it is none. */
  private boolean hasBegun() throws IOException {
    return Files.exists(folder.resolve(".hdw/latest"))
        && Files.exists(pool.latest().journal())
        && !pool.latest().name().equals(checked);
  }

  private int jobs() {
    int pairs = (files + 19) / 20;
    return 3 * files + pairs + (pairs > 1 ? 1 : 0);
  }

  /** Drives until it is killed or the run is over; whether it is. */
  private boolean drive(String... words) throws Exception {
    Process driver = pool.start(words);
    if (kills < most && awaitMoment(driver)) {
      boolean alone = random.nextInt(3) > 0;
      List<ProcessHandle> submitting =
          driver.descendants().filter(each -> isSubmitting(each.pid())).toList();
      driver.destroyForcibly().waitFor();
      kills++;
      if (alone) {
        orphans += (int) submitting.stream().filter(ProcessHandle::isAlive).count();
      } else {
        submitting.forEach(ProcessHandle::destroyForcibly);
      }
      between += pool.unanswered().isEmpty() ? 0 : 1;
      checkWhatIsInTheQueue();
      return false;
    }
    assertEquals(0, pool.exit(driver), pool.said());
    return true;
  }

  private boolean isSubmitting(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
          .contains(queue.programs().get(0));
    } catch (IOException gone) {
      return false;
    }
  }

  /** Waits for the moment at which to kill; says whether the driver was still there. */
  private boolean awaitMoment(Process driver) throws Exception {
    switch (random.nextInt(4)) {
      case 0 -> TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLISECONDS));
      case 1 -> {
        awaitSubmitting(driver);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
      }
      default -> {
        awaitAnnouncement(driver);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
      }
    }
    return driver.isAlive();
  }

  private void awaitSubmitting(Process driver) throws Exception {
    while (driver.isAlive() && driver.descendants().noneMatch(each -> isSubmitting(each.pid()))) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Until there is a new line of an attempt that goes with a submission. */
  private void awaitAnnouncement(Process driver) throws Exception {
    Set<String> before = new HashSet<>(pool.unanswered());
    long size = size();
    while (driver.isAlive()) {
      long now = size();
      if (now != size && !before.containsAll(pool.unanswered())) {
        return;
      }
      size = now;
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private long size() throws IOException {
    return Files.exists(pool.journal()) ? Files.size(pool.journal()) : 0;
  }

  /** Of two jobs for the same thing in the queue, one is written down as lost. */
  private void checkWhatIsInTheQueue() throws Exception {
    if (!Files.exists(pool.journal())) {
      return;
    }
    Map<String, Integer> there = new HashMap<>();
    for (String each : pool.inQueue()) {
      there.merge(each.substring(each.indexOf(' ') + 1), 1, Integer::sum);
    }
    int given = pool.events("lost").size();
    there.forEach(
        (job, times) ->
            assertTrue(times <= 1 + given, job + " is in the queue " + times + " times"));
  }

  private void check() throws Exception {
    Map<String, Set<String>> lostOnes = new TreeMap<>();
    Map<String, String> done = new TreeMap<>();
    for (Map<String, Object> each : pool.events()) {
      String job = OnQueue.text(each, "job");
      String attempt = String.valueOf(each.get("attempt"));
      switch (OnQueue.text(each, "event")) {
        case "started" -> attempts++;
        case "lost" -> {
          lost++;
          lostOnes.computeIfAbsent(job, j -> new LinkedHashSet<>()).add(attempt);
        }
        case "failed" -> throw new AssertionError(each + "\n" + pool.said());
        case "done" ->
            assertEquals(null, done.put(job, attempt), job + " was accepted more than once");
        default -> {}
      }
    }
    assertEquals(jobs(), done.size());
    checkWhatRan(done, lostOnes);
    int given = lostOnes.values().stream().mapToInt(Set::size).sum();
    found += unwritten(checkHistory(pool.latest(), given));
    checkOutputs();
    assertEquals(List.of(), pool.inQueue());
  }

  /** No attempt ran twice, and none that is neither accepted nor written down as lost. */
  private void checkWhatRan(Map<String, String> done, Map<String, Set<String>> lostOnes)
      throws IOException {
    for (Map.Entry<String, String> each : done.entrySet()) {
      Path file = folder.resolve("ran").resolve(each.getKey().replace('/', '+'));
      List<String> ran = Files.readAllLines(file);
      assertEquals(ran.size(), new HashSet<>(ran).size(), each.getKey() + " ran as " + ran);
      Set<String> may = new HashSet<>(lostOnes.getOrDefault(each.getKey(), Set.of()));
      may.add(each.getValue());
      assertTrue(may.containsAll(ran), each.getKey() + " ran as " + ran + ", not only as " + may);
      Files.delete(file);
    }
  }

  /** How many submissions the batch system took whose answer nobody wrote down. */
  private int unwritten(Set<String> taken) throws IOException {
    var left = new HashSet<>(taken);
    for (Map<String, Object> each : pool.events("submitted")) {
      left.remove(OnQueue.text(each, "token"));
    }
    return left.size();
  }

  private void checkOutputs() throws IOException {
    var all = new StringBuilder();
    for (int i = 1; i <= files; i++) {
      all.append("third ").append(i).append(' ').append(i * i).append(" end\n");
    }
    assertEquals(all.toString(), Files.readString(folder.resolve("all.txt")));
    try (Stream<Path> here = Files.list(folder.resolve("here"))) {
      List<Path> there = here.toList();
      assertEquals(files, there.size());
      for (Path each : there) {
        assertTrue(Files.readString(each).matches("here \\d+ \\d+ end\n"), each.toString());
      }
    }
  }
}
