package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Engine;
import hdw.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A cluster of which one part after the other is killed at random instants: a worker, the
 * scheduler, the driver, or all of them at once.
 *
 * <p>{@code -Dhdw.dask.kills=100 -Dhdw.seed=7} is the whole test.
 */
final class DaskKillTest extends DaskDriven {
  private static final int KILLS = Integer.getInteger("hdw.dask.kills", 6);
  private static final long SEED = Long.getLong("hdw.seed", 20261123);
  private static final int LONGEST_MILLISECONDS = 6000;
  private static final int FILES = 120;

  private final Random random = new Random(SEED);
  private int lost;
  private int doneBefore = -1;

  @Override
  String cluster() {
    return "max_workers = 2  cpus = 1  memory = 150 MB";
  }

  @Override
  List<String> inQueue(Path run) {
    return List.of();
  }

  @Test
  void whatever_dies_every_result_is_accepted_once_and_no_attempt_runs_twice() throws Exception {
    write(FILES, "sleep 0.1");
    int kills = 0;
    Process driver = start("run", "crew.hdw", "--no-pause", "--set", "square.retries=50");
    Engine.await(() -> Files.exists(folder.resolve(".hdw/latest/journal.jsonl")), "a journal");
    while (kills < KILLS && !driver.waitFor(random(), TimeUnit.MILLISECONDS)) {
      kills++;
      boolean alone = random.nextInt(4) > 0;
      switch (random.nextInt(3)) {
        case 0 -> kill("worker.py");
        case 1 -> killScheduler();
        default -> {
          driver.destroyForcibly().waitFor();
          if (!alone) {
            kill("bridge.py");
            kill("worker.py");
          }
          driver = start("resume");
        }
      }
    }
    assertEquals(0, exit(driver), this::said);
    checkWhole(FILES);
    checkAcceptance();
    System.out.printf(
        "killed %d times (seed %d): %d jobs started %d times, %d attempts lost or failed%n",
        kills, SEED, jobs(FILES), executions(), lost);
  }

  private int random() {
    return 500 + random.nextInt(LONGEST_MILLISECONDS);
  }

  /** A run gives up where no job ends between the deaths of several schedulers. */
  private void killScheduler() throws Exception {
    int done = events("done").size();
    if (done > doneBefore) {
      doneBefore = done;
      kill("bridge.py");
    }
  }

  private void kill(String program) throws Exception {
    running(program).stream()
        .skip(program.equals("worker.py") ? random.nextInt(2) : 0)
        .findFirst()
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  private void checkAcceptance() throws Exception {
    Map<String, Integer> done = new HashMap<>();
    for (Map<String, Object> each : events("done")) {
      done.merge(JsonReader.text(each, "job").orElse(""), 1, Integer::sum);
    }
    assertEquals(jobs(FILES), done.size());
    done.forEach((job, times) -> assertEquals(1, times, job + " was accepted more than once"));
    lost = events("lost").size() + events("failed").size();
  }
}
