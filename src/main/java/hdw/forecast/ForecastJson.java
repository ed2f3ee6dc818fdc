package hdw.forecast;

import hdw.json.JsonWriter;
import hdw.units.WallTime;
import java.io.IOException;
import java.io.Writer;

/** A forecast as a JSON document. */
public final class ForecastJson {
  private static final double HOUR = 3_600_000;

  private ForecastJson() {}

  /** Writes the document: core hours with six decimals, times in seconds. */
  public static void write(Forecast forecast, Writer writer) throws IOException {
    try (JsonWriter json = JsonWriter.indented(writer)) {
      json.begin()
          .put("schema", 1)
          .put("workflow", forecast.workflow())
          .put("jobs", forecast.jobs())
          .put("rounds", forecast.rounds())
          .put("seed", forecast.seed());
      if (forecast.away()) {
        json.put("slots", forecast.slots().away());
      }
      if (forecast.here()) {
        json.put("slots_here", forecast.slots().here());
      }
      coreHours(json, forecast.coreMilliseconds());
      Range makespan = forecast.makespan();
      json.begin("makespan_s")
          .put("p10", seconds(makespan.low()))
          .put("p50", seconds(makespan.middle()))
          .put("p90", seconds(makespan.high()))
          .end()
          .put("rounds_aborted", forecast.aborted());
      write(json, forecast.bound());
      json.beginList("tasks");
      for (TaskForecast each : forecast.tasks()) {
        write(json, each);
      }
      json.endList().end();
    }
  }

  private static void write(JsonWriter json, Forecast.Bound bound) throws IOException {
    json.begin("bound")
        .put("by", bound.byChain() ? "chain" : "slots")
        .put("chain", bound.chain())
        .put("chain_s", seconds(bound.milliseconds()))
        .put("enough_slots", bound.enough())
        .end();
  }

  private static void write(JsonWriter json, TaskForecast task) throws IOException {
    json.begin().put("task", task.task()).put("jobs", task.jobs()).put("source", task.source());
    coreHours(json, task.coreMilliseconds());
    json.put("typical_s", seconds(task.typical()))
        .put("slow_s", seconds(task.slow()))
        .put("time_s", task.limit().map(each -> each.time().seconds()))
        .put("queue", task.limit().flatMap(TaskForecast.Limit::queue))
        .put("time_set_by", task.limit().map(TaskForecast.Limit::text))
        .put("over_time", rounded(task.overLimit()))
        .put("attempts", rounded(task.attempts()))
        .put("failed", rounded(task.failed()))
        .put("skipped", rounded(task.skipped()))
        .put("safer_time_s", task.safer().map(TaskForecast.Safer::time).map(WallTime::seconds))
        .put("safer_queue", task.safer().flatMap(TaskForecast.Safer::queue))
        .end();
  }

  private static void coreHours(JsonWriter json, Range range) throws IOException {
    json.begin("core_hours")
        .put("p10", hours(range.low()))
        .put("p50", hours(range.middle()))
        .put("p90", hours(range.high()))
        .end();
  }

  private static double hours(long milliseconds) {
    return Math.round(milliseconds / HOUR * 1e6) / 1e6;
  }

  private static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }

  private static double seconds(long milliseconds) {
    return milliseconds / 1000.0;
  }
}
