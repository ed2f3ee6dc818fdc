package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who submits ahead is killed before all is in the queue: no job is lost, and none runs twice. */
@Tag("engine")
final class SlurmAheadKillEngineTest {
  private static final SlurmQueue QUEUE = new SlurmQueue();
  private static final int SAMPLES = 8;

  /** Two arrays for all samples, a gather for each, and one for all: so many submissions. */
  private static final int SUBMISSIONS = SAMPLES + 3;

  private static final String TASKS =
      """
      defaults {
        executor = slurm
        memory   = 50 MB
        setup    = "ran() { echo $HDW_ATTEMPT >> ran/$(echo $HDW_JOB | tr / +); }"
      }
      task first for each sample {
        split = 1 file  output = "first/{{chunk}}"  run = "ran; sleep 1; cp {{input}} {{output}}"
      }
      task second for each sample {
        input = each first  output = "second/{{chunk}}"  run = "ran; cp {{input}} {{output}}"
      }
      task merged for each sample {
        input = second  output = "merged/{{sample}}"  run = "ran; cat {{inputs}} > {{output}}"
      }
      task all { input = merged  output = "all"  run = "ran; sort {{inputs}} > {{output}}" }
      """;

  @TempDir Path folder;
  private OnQueue slurm;

  @BeforeEach
  void write() throws IOException {
    slurm = new OnQueue(folder, QUEUE);
    var session = new Session(folder).file("ran/.of", "");
    var samples = new StringBuilder("workflow w\n");
    for (int i = 1; i <= SAMPLES; i++) {
      session.file("in/" + i + "a", i + "a\n").file("in/" + i + "b", i + "b\n");
      samples.append("sample S" + i + " { files = glob(\"in/" + i + "*\") }\n");
    }
    session.file("w.hdw", samples + TASKS);
  }

  @AfterEach
  void leave_nothing_in_the_queue() throws Exception {
    slurm.close();
  }

  /** Kills it when sbatch was called so often, at once or a little later. */
  private void kill(int calls, int milliseconds) throws Exception {
    Process hdw = slurm.start("submit", "--ahead", "w.hdw");
    while (hdw.isAlive() && slurm.calls("sbatch") < calls) {
      Thread.sleep(1);
    }
    Thread.sleep(milliseconds);
    hdw.destroyForcibly();
    slurm.exit(hdw);
  }

  private void check() throws IOException {
    var text = new StringBuilder();
    Map<String, Integer> ran = new TreeMap<>();
    for (int i = 1; i <= SAMPLES; i++) {
      text.append(i).append("a\n").append(i).append("b\n");
    }
    assertEquals(text.toString(), Files.readString(folder.resolve("all")));
    try (var jobs = Files.list(folder.resolve("ran"))) {
      for (Path each : jobs.filter(it -> !it.endsWith(".of")).toList()) {
        ran.put(each.getFileName().toString(), Files.readAllLines(each).size());
      }
    }
    assertEquals(5 * SAMPLES + 1, ran.size());
    assertTrue(ran.values().stream().allMatch(each -> each == 1), () -> "ran twice: " + ran);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 5", "5, 0", "10, 3", SUBMISSIONS + ", 0", SUBMISSIONS + ", 15"})
  void a_driver_takes_up_what_was_left_half_submitted(int calls, int milliseconds)
      throws Exception {
    kill(calls, milliseconds);
    assertEquals(0, slurm.run("resume"), slurm::said);
    check();
    assertTrue(slurm.inQueue().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 0", "7, 0", SUBMISSIONS + ", 2", SUBMISSIONS + ", 30"})
  void it_is_submitted_again_as_a_whole(int calls, int milliseconds) throws Exception {
    kill(calls, milliseconds);
    assertEquals(0, slurm.run("submit", "--ahead", "w.hdw"), slurm::said);
    Engine.await(() -> slurm.inQueue().isEmpty(), "an empty queue");
    check();
    assertEquals(0, slurm.run("status", "--exit-code"), slurm::said);
    assertEquals(0, slurm.run("resume"), slurm::said);
    check();
  }

  @Test
  void who_takes_it_up_may_be_killed_as_often_as_he_likes() throws Exception {
    assertEquals(0, slurm.run("submit", "--ahead", "w.hdw"), slurm::said);
    for (int milliseconds = 800; milliseconds < 2600; milliseconds += 300) {
      Process hdw = slurm.start("resume");
      Thread.sleep(milliseconds);
      hdw.destroyForcibly();
      slurm.exit(hdw);
    }
    assertEquals(0, slurm.run("run", "w.hdw"), slurm::said);
    check();
  }

  @Test
  void who_is_asked_to_leave_takes_back_what_is_there() throws Exception {
    Process hdw = slurm.start("submit", "--ahead", "w.hdw");
    while (hdw.isAlive() && slurm.calls("sbatch") < 2) {
      Thread.sleep(1);
    }
    hdw.destroy();
    slurm.exit(hdw);
    boolean wasInTime = slurm.said().contains("stopped: what had been submitted is taken back");
    assertEquals(wasInTime, slurm.inQueue().isEmpty(), slurm::said);
    assertEquals(0, slurm.run("run", "w.hdw"), slurm::said);
    check();
  }

  @Test
  void where_slurm_does_not_answer_in_the_middle_nothing_starts_before_it_is_all_there()
      throws Exception {
    Process hdw = slurm.start("submit", "--ahead", "w.hdw");
    while (hdw.isAlive() && slurm.calls("sbatch") < 4) {
      Thread.sleep(1);
    }
    slurm.fail("full", "sbatch: error: Unable to contact slurm controller (connect failure)");
    assertEquals(4, slurm.exit(hdw), slurm::said);
    assertTrue(slurm.said().contains("is held and never starts"), slurm.said());
    slurm.mend("full");
    assertEquals(0, slurm.run("submit", "--ahead", "w.hdw"), slurm::said);
    Engine.await(() -> slurm.inQueue().isEmpty(), "an empty queue");
    assertEquals(0, slurm.run("resume"), slurm::said);
    check();
  }

  @ParameterizedTest
  @CsvSource({"4, 0", SUBMISSIONS + ", 0"})
  void a_cancelled_half_leaves_nothing(int calls, int milliseconds) throws Exception {
    kill(calls, milliseconds);
    assertEquals(0, slurm.run("cancel"), slurm::said);
    Engine.await(() -> slurm.inQueue().isEmpty(), "an empty queue");
    assertEquals(0, slurm.run("run", "w.hdw"), slurm::said);
    check();
  }
}
