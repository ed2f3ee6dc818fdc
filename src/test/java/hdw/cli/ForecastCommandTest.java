package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.json.JsonReader;
import hdw.run.RunFolder;
import hdw.run.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hdw forecast}: figures come from the last run or from a person, never from nowhere. */
final class ForecastCommandTest {
  private static final String WORKFLOW =
      """
      workflow w
      sample s { files = glob("in/*.txt") }
      task copy for each sample {
        split  = 1 file
        output = "out/{{chunk}}.txt"
        run    = "sleep 0.3; cat {{inputs}} > {{output}}"
      }
      task all {
        input  = copy
        output = "all.txt"
        run    = "sleep 0.1; cat {{inputs}} > {{output}}"
      }
      """;

  private static final String POOL =
      """
      site pool {
        executor = htcondor
        queue short { time = 20 min }
        queue long  { time = 8 h }
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder);
    session.file("w.hdw", WORKFLOW).file("pool.hdw", WORKFLOW + POOL);
    for (int i = 0; i < 6; i++) {
      session.file("in/" + i + ".txt", "line " + i + "\n");
    }
  }

  private Map<String, Object> json(String... words) throws IOException {
    var all = new ArrayList<>(List.of("forecast", "@w.hdw", "--json"));
    all.addAll(List.of(words));
    assertEquals(ExitCode.DONE, session.hdw(all.toArray(String[]::new)), () -> session.err());
    return JsonReader.object(session.out());
  }

  private static double number(Map<String, Object> object, String group, String name) {
    return ((Number) JsonReader.inner(object, group).orElseThrow().get(name)).doubleValue();
  }

  @Test
  void without_figures_it_says_of_which_tasks_and_how_to_give_them() {
    assertEquals(ExitCode.WORKFLOW_ERRORS, session.hdw("forecast", "@w.hdw"));
    assertEquals("", session.out());
    assertTrue(session.err().contains("how long a job of copy, all takes"), session.err());
    assertTrue(session.err().contains("--job-time copy=25min --job-time all=25min"));
    assertTrue(session.err().contains("hdw run --limit 1 "));
    assertEquals(
        ExitCode.WORKFLOW_ERRORS, session.hdw("forecast", "@w.hdw", "--job-time", "copy=1h"));
    assertTrue(session.err().contains("how long a job of all takes"), session.err());
  }

  @Test
  void how_many_jobs_a_batch_system_runs_has_to_be_stated() {
    assertEquals(
        ExitCode.WORKFLOW_ERRORS,
        session.hdw("forecast", "@pool.hdw", "--job-time", "copy=10min", "--job-time", "all=1min"));
    assertTrue(session.err().contains("--slots 500"), session.err());
    assertFalse(session.err().contains("--job-time"), session.err());
  }

  @Test
  void what_is_stated_is_what_is_foreseen() throws IOException {
    Map<String, Object> forecast =
        json("-j", "2", "--job-time", "copy=1h30min", "--job-time", "all=0.5h");
    assertEquals(1, JsonReader.number(forecast, "schema", 0));
    assertEquals(9.5, number(forecast, "core_hours", "p50"));
    assertEquals(5 * 3600, number(forecast, "makespan_s", "p10"));
    assertEquals(5 * 3600, number(forecast, "makespan_s", "p90"));
    String text = session.out();
    json("-j", "2", "--job-time", "copy=1h30min", "--job-time", "all=0.5h");
    assertEquals(text, session.out());
    session.hdw(
        "forecast", "@w.hdw", "-j", "2", "--job-time", "copy=1h30min", "--job-time", "all=0.5h");
    assertTrue(session.out().contains("core hours  9.50\n"), session.out());
    assertTrue(session.out().contains("takes       5 h with 2 cores here\n"), session.out());
  }

  @Test
  void a_limit_that_is_too_low_is_seen_with_the_queue_that_is_long_enough() {
    assertEquals(
        ExitCode.DONE,
        session.hdw(
            "forecast",
            "@pool.hdw",
            "--slots",
            "10",
            "--queue",
            "short",
            "--job-time",
            "copy=25min",
            "--job-time",
            "all=1min"));
    assertTrue(session.out().contains("100.0 %"), session.out());
    assertTrue(session.out().contains("20 min (queue short at pool.hdw:"), session.out());
    assertTrue(session.out().contains("copy: 6 jobs without a result at the end\n"), session.out());
    assertTrue(
        session.out().contains("hint: time = 30 min for copy, which is in queue long,"),
        session.out());
  }

  @Test
  void the_last_run_says_how_long_jobs_take() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw", "-j", "2", "-q"), session.err());
    RunFolder run = RunFolder.latest(folder.resolve(".hdw")).orElseThrow();
    long[] times =
        RunState.read(run.journal()).jobs().stream()
            .filter(each -> each.id().startsWith("copy/"))
            .mapToLong(each -> each.milliseconds())
            .sorted()
            .toArray();
    assertEquals(6, times.length);
    Map<String, Object> forecast = json("-j", "2");
    Map<String, Object> copy = JsonReader.objects(forecast, "tasks").get(0);
    assertEquals("6 jobs of " + run.name(), copy.get("source"));
    assertEquals(times[2] / 1000.0, ((Number) copy.get("typical_s")).doubleValue(), 0.1);
    double hours = number(copy, "core_hours", "p50");
    assertTrue(hours >= 6 * times[0] / 3.6e6 - 0.001 && hours <= 6 * times[5] / 3.6e6 + 0.001);
    double makespan = number(forecast, "makespan_s", "p50");
    assertTrue(makespan >= 3 * times[0] / 1000.0 && makespan <= 3 * times[5] / 1000.0 + 1);
    assertEquals(0.0, copy.get("failed"));
  }

  @Test
  void jobs_of_two_files_take_twice_as_long_as_those_of_one_that_were_measured()
      throws IOException {
    session.hdw("run", "@w.hdw", "-q");
    double one = typical(json());
    session.file("w.hdw", WORKFLOW.replace("1 file", "2 files"));
    Map<String, Object> forecast = json("--recut");
    assertEquals(4, JsonReader.number(forecast, "jobs", 0));
    assertEquals(2 * one, typical(forecast), 0.2);
  }

  private static double typical(Map<String, Object> forecast) {
    return ((Number) JsonReader.objects(forecast, "tasks").get(0).get("typical_s")).doubleValue();
  }

  @Test
  void a_few_files_are_enough_to_foresee_all() throws IOException {
    session.hdw("run", "@w.hdw", "-q", "--limit", "1");
    Map<String, Object> forecast = json("-j", "6");
    assertEquals(7, JsonReader.number(forecast, "jobs", 0));
    RunFolder run = RunFolder.latest(folder.resolve(".hdw")).orElseThrow();
    double expected =
        RunState.read(run.journal()).jobs().stream()
            .mapToDouble(each -> each.milliseconds() * (each.id().startsWith("copy") ? 6 : 1))
            .sum();
    double hours = number(forecast, "core_hours", "p50");
    assertEquals(expected, hours * 3.6e6, 0.01 * expected);
  }

  @Test
  void attempts_that_failed_in_the_last_run_fail_in_the_forecast() throws IOException {
    String failing =
        WORKFLOW.replace(
                "sleep 0.3;", "[ $HDW_ATTEMPT = 2 ] || test {{chunk}} \\\\> file_8 || exit 7;")
            + "rule again on failure { when attempt < 2  then retry }\n";
    session.file("w.hdw", failing);
    session.hdw("run", "@w.hdw", "-q");
    RunFolder run = RunFolder.latest(folder.resolve(".hdw")).orElseThrow();
    long failures =
        RunState.read(run.journal()).jobs().stream()
            .mapToLong(each -> each.failures().size())
            .sum();
    Map<String, Object> copy = JsonReader.objects(json("--rounds", "200"), "tasks").get(0);
    double attempts = ((Number) copy.get("attempts")).doubleValue();
    assertEquals(1 + failures / 6.0, attempts, 0.08);
    assertEquals(0.0, copy.get("failed"));
  }

  @Test
  void a_job_that_its_limit_stopped_for_good_is_stopped_in_the_forecast() throws IOException {
    session.file(
        "w.hdw",
        """
        workflow w
        task quick { output = "q"  time = 2 s  run = "true > {{output}}" }
        task slow  { output = "s"  time = 2 s  run = "sleep 60; true > {{output}}" }
        """);
    assertEquals(ExitCode.JOBS_FAILED, session.hdw("run", "@w.hdw", "-q"));
    List<Map<String, Object>> tasks = JsonReader.objects(json(), "tasks");
    assertEquals(0.0, tasks.get(0).get("over_time"));
    assertEquals(1.0, tasks.get(1).get("over_time"));
    assertEquals(1.0, tasks.get(1).get("failed"));
    assertEquals(2 / 3600.0, number(tasks.get(1), "core_hours", "p50"), 1e-6);
  }

  @Test
  void what_cannot_be_read_is_a_wrong_command_line() {
    for (List<String> words :
        List.of(
            List.of("--job-time", "copy"),
            List.of("--job-time", "cpoy=5min"),
            List.of("--job-time", "copy=5"),
            List.of("--job-time", "copy=2h..1h"),
            List.of("--job-time", "copy=5 parsecs"),
            List.of("--failures", "copy=2"),
            List.of("--failures", "copy=120%"),
            List.of("--failures", "copy.boredom=2%"),
            List.of("--slots", "0"),
            List.of("--queue-wait", "soon"))) {
      var all = new ArrayList<>(List.of("forecast", "@w.hdw"));
      all.addAll(words);
      assertEquals(ExitCode.USAGE, session.hdw(all.toArray(String[]::new)), words.toString());
    }
  }
}
