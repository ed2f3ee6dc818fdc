package hdw.forecast;

import static hdw.forecast.Games.coreMinutes;
import static hdw.forecast.Games.minutes;
import static hdw.forecast.Games.reading;
import static hdw.forecast.Games.sample;
import static hdw.forecast.Games.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Plans;
import hdw.model.Reason;
import hdw.plan.Plan;
import hdw.units.WallTime;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is foreseen is what can be worked out by hand, where it can. */
final class ForecasterTest {
  private static final String MERGE =
      """
      task merge {
        input  = ntuple
        output = "all.root"
        run    = "hadd {{output}} {{inputs}}"
      }
      """;

  private static final String NEXT_QUEUE =
      "rule longer on failure { when reason == out_of_time  then queue = next, retry }";

  @TempDir Path folder;

  private Games games(String... text) {
    return new Games(folder, text);
  }

  @Test
  void equal_jobs_take_as_many_turns_as_slots_leave() {
    Games games = games(sample("a", 10), reading("ntuple")).takes("ntuple", 10);
    assertEquals(40, minutes(games.on(3)));
    assertEquals(20, minutes(games.on(5)));
    assertEquals(10, minutes(games.on(100)));
    assertEquals(100, coreMinutes(games.on(3)));
    assertEquals(10, games.on(3).jobs());
  }

  @Test
  void a_job_of_several_cores_takes_as_many_slots() {
    Games games = games(sample("a", 6), reading("ntuple", "cpus = 2")).takes("ntuple", 10);
    assertEquals(30, minutes(games.on(4)));
    assertEquals(30, minutes(games.on(5)));
    assertEquals(120, coreMinutes(games.on(4)));
    assertEquals(60, minutes(games.on(1)), "a job that wants more than there is runs alone");
  }

  @Test
  void a_gather_begins_when_the_last_job_has_ended() {
    Games games =
        games(sample("a", 5), reading("ntuple"), MERGE).takes("ntuple", 10).takes("merge", 7);
    assertEquals(37, minutes(games.on(2)));
    assertEquals(17, minutes(games.on(5)));
    assertEquals(57, coreMinutes(games.on(5)));
  }

  @Test
  void a_chain_goes_on_job_by_job() {
    String next =
        """
        task next for each sample {
          input  = each ntuple
          output = "next/{{sample}}_{{chunk}}.root"
          run    = "work {{inputs}} {{output}}"
        }
        """;
    Games games =
        games(sample("a", 4), reading("ntuple"), next).takes("ntuple", 10).takes("next", 10);
    assertEquals(20, minutes(games.on(4)));
    assertEquals(40, minutes(games.on(2)));
    Forecast forecast = games.on(4);
    assertTrue(forecast.bound().byChain());
    assertEquals(List.of("ntuple", "next"), forecast.bound().chain());
  }

  @Test
  void a_tree_has_as_many_levels_as_it_needs() {
    String tree =
        """
        task merge {
          input  = ntuple by 2
          output = "all.root"
          run    = "hadd {{output}} {{inputs}}"
        }
        """;
    Games games =
        games(sample("a", 4), reading("ntuple"), tree).takes("ntuple", 10).takes("merge", 5);
    assertEquals(20, minutes(games.on(4)));
    assertEquals(40 + 3 * 5, minutes(games.on(1)), "three merges one by one");
  }

  @Test
  void a_task_that_is_after_another_waits_for_all_of_it() {
    String after = "task check { after = ntuple  run = \"true\" }";
    Games games =
        games(sample("a", 3), reading("ntuple"), after).takes("ntuple", 10).takes("check", 1);
    assertEquals(31, minutes(games.on(1)));
  }

  @Test
  void no_more_jobs_of_a_task_run_than_it_says() {
    Games games = games(sample("a", 6), reading("ntuple", "max_running = 2")).takes("ntuple", 10);
    assertEquals(30, minutes(games.on(100)));
  }

  @Test
  void an_attempt_waits_in_its_queue_first() {
    Games games =
        games(Games.POOL, sample("a", 4), reading("ntuple"), MERGE)
            .takes("ntuple", 10)
            .takes("merge", 5)
            .waits(30);
    assertEquals(30 + 10 + 30 + 5, minutes(games.on(4)));
    assertEquals(45, coreMinutes(games.on(4)));
  }

  @Test
  void a_limit_that_stops_one_job_in_ten_costs_that_time_and_the_next_queue_ends_them_well() {
    // of a lognormal time of 20 min with 5 % above 81.93 min one in ten is above 1 h
    Games games =
        games(
                Games.POOL,
                sample("a", 2000),
                reading("ntuple", "queue = short", "retries = 3"),
                MERGE,
                NEXT_QUEUE)
            .takes("ntuple", 20, 81.93)
            .takes("merge", 1)
            .rounds(5);
    Forecast forecast = games.on(100);
    TaskForecast ntuple = task(forecast, "ntuple");
    assertEquals(0.1, ntuple.overLimit(), 0.01);
    assertEquals(1 + ntuple.overLimit(), ntuple.attempts(), 1e-9);
    assertEquals(0, ntuple.failed());
    assertEquals(0, task(forecast, "merge").failed());
    double width = Math.log(81.93 / 20) / 1.6448536;
    double mean = 20 * Math.exp(width * width / 2);
    double expected = 2000 * (mean + ntuple.overLimit() * 60) + 1;
    assertEquals(1, coreMinutes(forecast) / expected, 0.05);
    assertEquals(20, ntuple.typical() / 60_000.0, 1);
    assertEquals(82, ntuple.slow() / 60_000.0, 6);
    assertEquals(Optional.of("long"), ntuple.safer().orElseThrow().queue());
    assertEquals(new WallTime(3600), ntuple.limit().orElseThrow().time());
    assertTrue(ntuple.limit().get().text().contains("queue short at analysis.hdw:4"));
  }

  @Test
  void without_a_rule_what_the_limit_stops_is_lost_and_what_takes_from_it_cannot_run() {
    Games games =
        games(Games.POOL, sample("a", 500), reading("ntuple", "queue = short"), MERGE)
            .takes("ntuple", 20, 81.93)
            .takes("merge", 1);
    Forecast forecast = games.on(100);
    TaskForecast ntuple = task(forecast, "ntuple");
    assertEquals(ntuple.overLimit() * 500, ntuple.failed(), 1e-9);
    assertTrue(ntuple.failed() > 0);
    assertEquals(1, task(forecast, "merge").failed());
    assertEquals(0, task(forecast, "merge").coreMilliseconds().high());
  }

  @Test
  void a_rule_that_skips_lets_the_gather_run_without_those_jobs() {
    Games games =
        games(
                sample("a", 1000),
                reading("ntuple"),
                MERGE,
                "rule gone on failure { when reason == bad_input  then skip }")
            .takes("ntuple", 10)
            .takes("merge", 3)
            .fails("ntuple", Reason.BAD_INPUT, 0.2)
            .rounds(5);
    Forecast forecast = games.on(50);
    assertEquals(200, task(forecast, "ntuple").skipped(), 20);
    assertEquals(0, task(forecast, "ntuple").failed());
    assertEquals(180_000, task(forecast, "merge").coreMilliseconds().middle());
    assertEquals(
        1, task(forecast, "ntuple").attempts(), "a job that is skipped is not tried again");
    assertEquals(8000 + 1000 + 3, coreMinutes(forecast), 250, "half the time of those 200");
  }

  @Test
  void what_always_fails_is_tried_as_often_as_the_rules_say_with_their_delays() {
    Games games =
        games(
                sample("a", 1),
                reading("ntuple", "retries = 2"),
                "rule again on failure { when reason == command_failed  then retry after 30 min }")
            .takes("ntuple", 10)
            .fails("ntuple", Reason.COMMAND_FAILED, 1);
    Forecast forecast = games.on(1);
    assertEquals(3, task(forecast, "ntuple").attempts());
    assertEquals(1, task(forecast, "ntuple").failed());
    assertEquals(60 + coreMinutes(forecast), minutes(forecast), 1e-9);
  }

  @Test
  void a_job_that_gets_more_memory_may_need_another_queue() {
    Games games =
        games(
                Games.POOL,
                sample("a", 1),
                reading("ntuple", "memory = 4 GB", "retries = 1"),
                "rule more on failure { when reason == out_of_memory  then memory = memory * 2 }")
            .takes("ntuple", 50)
            .fails("ntuple", Reason.OUT_OF_MEMORY, 1);
    Forecast forecast = games.on(1);
    assertEquals(2, task(forecast, "ntuple").attempts());
    assertEquals(Optional.of("short"), task(forecast, "ntuple").limit().orElseThrow().queue());
  }

  @Test
  void halves_of_a_chunk_are_jobs_of_half_the_time() {
    Games games =
        games(
                sample("a", 4),
                reading("ntuple", "time = 1 h").replace("1 file", "4 files"),
                MERGE,
                "rule cut on failure { when reason == out_of_time  then halve }")
            .takes("ntuple", 100)
            .takes("merge", 1);
    Forecast forecast = games.on(2);
    assertEquals(60 + 50 + 1, minutes(forecast));
    assertEquals(60 + 100 + 1, coreMinutes(forecast));
    assertEquals(0, task(forecast, "ntuple").failed());
    assertEquals(3, task(forecast, "ntuple").attempts());
  }

  @Test
  void a_rule_that_gives_the_run_up_ends_it() {
    Games games =
        games(
                sample("a", 10),
                reading("ntuple"),
                "rule stop on failure { when reason == no_credential  then abort }")
            .takes("ntuple", 10)
            .fails("ntuple", Reason.NO_CREDENTIAL, 1);
    Forecast forecast = games.on(2);
    assertEquals(1, forecast.aborted());
    assertTrue(minutes(forecast) < 10);
    assertEquals(2 * minutes(forecast), coreMinutes(forecast), 1e-9);
  }

  @Test
  void more_slots_are_proposed_as_long_as_they_help() {
    Games games =
        games(Games.POOL, sample("a", 1000), reading("ntuple"), MERGE)
            .takes("ntuple", 10)
            .takes("merge", 10);
    Forecast few = games.on(10);
    assertFalse(few.bound().byChain());
    assertEquals(20, few.bound().milliseconds() / 60_000.0);
    int enough = few.bound().enough().orElseThrow();
    assertEquals(20, minutes(games.on(enough)));
    Forecast many = games.on(1000);
    assertTrue(many.bound().byChain());
    assertEquals(Optional.empty(), many.bound().enough());
  }

  @Test
  void the_same_figures_give_the_same_forecast_and_another_seed_another_one() throws IOException {
    Games games =
        games(Games.POOL, sample("a", 300), reading("ntuple"), MERGE, NEXT_QUEUE)
            .takes("ntuple", 20, 50)
            .takes("merge", 1)
            .fails("ntuple", Reason.LOST_NODE, 0.05)
            .rounds(10);
    assertEquals(json(games.on(20)), json(games.on(20)));
    assertNotEquals(json(games.on(20)), json(games.seed(2).on(20)));
    Range range = games.on(20).makespan();
    assertTrue(range.low() < range.middle() && range.middle() < range.high());
  }

  private static String json(Forecast forecast) throws IOException {
    var text = new StringWriter();
    ForecastJson.write(forecast, text);
    return text.toString();
  }

  @Test
  void a_stated_spread_has_its_middle_and_its_slowest_part_where_they_were_stated() {
    var time = new JobTime.Stated(1_500_000, 7_200_000);
    var random = new SplittableRandom(7);
    long[] drawn = LongStream.generate(() -> time.draw(null, 0, random)).limit(200_000).toArray();
    double half = LongStream.of(drawn).filter(each -> each <= 1_500_000).count() / 200_000.0;
    double slow = LongStream.of(drawn).filter(each -> each > 7_200_000).count() / 200_000.0;
    assertEquals(0.5, half, 0.005);
    assertEquals(0.05, slow, 0.002);
  }

  @Test
  void the_time_of_a_job_grows_with_its_size() {
    double[] sizes = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
    double[] times = IntStream.rangeClosed(1, 10).mapToDouble(each -> 30 + 5 * each).toArray();
    Line line = Line.through(sizes, times);
    assertEquals(80, line.at(10), 1e-9);
    assertEquals(530, line.at(100), 1e-9);
    Line alike = Line.through(new double[] {2, 2}, new double[] {10, 30});
    assertEquals(100, alike.at(10), 1e-9);
    Line none = Line.through(new double[] {0, 0}, new double[] {10, 30});
    assertEquals(20, none.at(10), 1e-9);
  }

  @Test
  void a_hundred_thousand_jobs_are_played_twenty_times_within_seconds() throws IOException {
    Plan plan = Plans.of(Plans.large(folder, 100));
    var ntuple = new Figures(new JobTime.Stated(600_000, 1_500_000), mishaps(), "stated");
    var given =
        new Forecaster.Given(
            Map.of("process", ntuple, "merged", ntuple, "plot", ntuple),
            new Slots(4, 2000),
            Optional.empty(),
            1,
            20);
    long begun = System.nanoTime();
    Forecast forecast = Forecaster.of(plan, given);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.println("100,000 jobs played 20 times: " + took.toMillis() + " ms");
    assertTrue(forecast.jobs() > 100_000);
    assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, took.toString());
  }

  private static Mishaps mishaps() {
    return Mishaps.stated(Map.of(Reason.LOST_NODE, 0.02));
  }
}
