package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.local.LocalExecutor;
import hdw.json.JsonReader;
import hdw.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed at random instants, and taken up again each time.
 *
 * <p>{@code -Dhdw.kills=200 -Dhdw.seed=7} is the whole test, as CI runs it; a quarter as many with
 * all jobs.
 */
final class KillTest {
  private static final int KILLS = Integer.getInteger("hdw.kills", 6);
  private static final long SEED = Long.getLong("hdw.seed", 20261123);
  private static final int LONGEST_MILLISECONDS = 1500;

  /** 400 chunks, each halving its memory troubles by a retry now and then; 90 ones behind them. */
  private static final String WORKFLOW =
      """
      workflow kill

      sample numbers {
        files = glob("in/*.txt")
      }

      task square for each sample {
        split  = 1 file
        memory = 20 MB
        output = "out/{{chunk}}.txt"
        run    = \"\"\"
          n=$(cat {{input}})
          echo "$HDW_JOB $HDW_ATTEMPT" >> begun.log
          if ((n % 10 == 0)) && [ "$HDW_MEMORY_MIB" = 20 ]; then echo "std::bad_alloc" >&2; exit 1; fi
          if ((n % 97 == 0)); then echo "file is damaged" >&2; exit 1; fi
          printf 'begin %s ' "$n" > {{output}}
          sleep 0.03
          printf '%s end\\n' "$((n * n))" >> {{output}}
        \"\"\"
      }

      task third for each sample {
        input  = each square
        output = "third/{{chunk}}.txt"
        run    = "sed 's/^begin/third/' {{input}} > {{output}}"
      }

      task pairs {
        input  = square by 25
        output = "all.txt"
        run    = "cat {{inputs}} > {{output}}"
      }

      symptom out_of_memory when log matches "bad_alloc"
      symptom bad_input when log matches "damaged"

      rule more on failure {
        when reason == out_of_memory and attempt < 3
        then memory = memory * 2, retry
      }

      rule damaged on failure {
        when reason == bad_input
        then skip
      }
      """;

  private static final int FILES = 240;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private int again;
  private int busy;
  private boolean all;
  private int wanted = KILLS;

  @Test
  void a_machine_that_goes_down_with_its_jobs_loses_no_result_either() throws Exception {
    all = true;
    wanted = Math.max(4, KILLS / 4);
    whatever_the_instant_every_result_is_accepted_once_and_nothing_is_lost();
  }

  @Test
  void whatever_the_instant_every_result_is_accepted_once_and_nothing_is_lost() throws Exception {
    write();
    int kills = 0;
    int runs = 0;
    int attempts = 0;
    while (kills < wanted) {
      boolean over = runUntilKilled(runs, true);
      kills += over ? 0 : 1;
      if (over || kills == wanted) {
        if (!over) {
          runUntilKilled(runs, false);
        }
        attempts += check();
        runs++;
      }
    }
    System.out.printf(
        "killed %d times%s, %d of them with jobs at work (seed %d), in %d runs of %d jobs: %d attempts, %d of them lost and made again%n",
        kills, all ? " with all jobs" : "", busy, SEED, runs, jobs(), attempts, again);
  }

  private static int jobs() {
    return 2 * FILES + 11;
  }

  private void write() throws IOException {
    var session = new Session(folder).file("kill.hdw", WORKFLOW).file("out/mine.txt", "mine\n");
    for (int i = 1; i <= FILES; i++) {
      session.file("in/" + (1000 + i) + ".txt", i + "\n");
    }
  }

  /** Runs, or goes on with a run, and kills it at a random instant; whether it ended before. */
  private boolean runUntilKilled(int runs, boolean kill) throws Exception {
    boolean begun = Files.exists(folder.resolve(".hdw/latest/journal.jsonl"));
    boolean unfinished = begun && !closed();
    List<String> words =
        unfinished && random.nextBoolean()
            ? List.of("resume")
            : unfinished || runs == 0
                ? List.of("run", "kill.hdw", "-j", "2")
                : List.of("run", "kill.hdw", "-j", "2", "--new");
    long before = Files.exists(journal()) ? Files.size(journal()) : 0;
    Process driver = start(words);
    if (kill && random.nextInt(3) > 0) {
      waitUntilItDrives(driver, before);
    }
    if (kill && !driver.waitFor(random.nextInt(LONGEST_MILLISECONDS), TimeUnit.MILLISECONDS)) {
      if (all) {
        Program.signal("KILL", -driver.pid()); // its group: the jobs die at the same moment
      }
      driver.destroyForcibly().waitFor();
      busy += hasOpenAttempts() ? 1 : 0;
      return closed() && !unfinished && begun;
    }
    assertTrue(driver.waitFor(120, TimeUnit.SECONDS), "the run does not end");
    assertEquals(0, driver.exitValue(), Files.readString(folder.resolve("said")));
    return true;
  }

  /** Two kills of three hit a driver at work, the others one that starts. */
  private void waitUntilItDrives(Process driver, long before) throws Exception {
    while (driver.isAlive() && (!Files.exists(journal()) || Files.size(journal()) == before)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private boolean hasOpenAttempts() throws IOException {
    return Files.exists(journal())
        && hdw.run.RunState.read(journal()).jobs().stream()
            .anyMatch(each -> each.state() == hdw.run.JobStory.State.RUNNING);
  }

  private boolean closed() throws IOException {
    if (!Files.exists(journal())) {
      return false;
    }
    List<String> lines = Files.readAllLines(journal());
    return !lines.isEmpty() && lines.get(lines.size() - 1).contains("\"event\":\"closed\"");
  }

  private Path journal() {
    return folder.resolve(".hdw/latest/journal.jsonl");
  }

  private Process start(List<String> words) throws IOException {
    var command =
        new ArrayList<>(List.of("setsid", java(), "-cp", System.getProperty("java.class.path")));
    command.add("hdw.cli.Main");
    command.addAll(words);
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    return builder.start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Looks at all that a finished run left; gives the number of its attempts. */
  private int check() throws IOException {
    Map<String, Integer> done = new HashMap<>();
    int attempts = 0;
    for (String line : Files.readAllLines(journal())) {
      Map<String, Object> event = JsonReader.object(line);
      String kind = JsonReader.text(event, "event").orElse("");
      if (kind.equals("done")) {
        done.merge(JsonReader.text(event, "job").orElse(""), 1, Integer::sum);
      }
      attempts += kind.equals("started") ? 1 : 0;
      again += kind.equals("lost") ? 1 : 0;
    }
    int damaged = FILES / 97;
    assertEquals(jobs() - 2 * damaged, done.size(), () -> "results of " + told());
    done.forEach((job, times) -> assertEquals(1, times, job + " was accepted more than once"));
    checkOutputs();
    checkNothingIsLeft();
    return attempts;
  }

  /** Why jobs ran in the last run, for a person who looks for what went wrong. */
  private String told() {
    try (Stream<String> lines = Files.lines(journal())) {
      return lines
          .filter(each -> !each.contains("\"event\":\"done\"") && !each.contains("\"started\""))
          .limit(60)
          .reduce("", (all, each) -> all + "\n" + each);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private void checkOutputs() throws IOException {
    var all = new StringBuilder();
    for (int i = 1; i <= FILES; i++) {
      if (i % 97 != 0) {
        all.append("begin ").append(i).append(' ').append(i * i).append(" end\n");
      }
    }
    assertEquals(all.toString(), Files.readString(folder.resolve("all.txt")));
    try (Stream<Path> third = Files.list(folder.resolve("third"))) {
      for (Path each : third.toList()) {
        assertTrue(Files.readString(each).matches("third \\d+ \\d+ end\n"), each.toString());
      }
    }
    assertEquals("mine\n", Files.readString(folder.resolve("out/mine.txt")));
  }

  private void checkNothingIsLeft() throws IOException {
    var run = new RunFolder(folder.resolve(".hdw/latest").toRealPath());
    assertEquals(List.of(), LocalExecutor.left(run.token()));
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(
          List.of(),
          left.filter(each -> each.getFileName().toString().startsWith(".hdw-")).toList());
    }
  }
}
