package hdw.forecast;

import hdw.executor.Plans;
import hdw.model.Reason;
import hdw.plan.Plan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Forecasts of small plans, with stated figures, in minutes. */
final class Games {
  /** A pool with a queue of an hour and one of a day. */
  static final String POOL =
      """
      site pool {
        executor = htcondor
        queue short { time = 1 h   memory = 4 GB }
        queue long  { time = 1 d   memory = 8 GB }
      }
      """;

  private static final long MINUTE = 60_000;

  private final Plan plan;
  private final Map<String, JobTime> times = new LinkedHashMap<>();
  private final Map<String, Mishaps> mishaps = new LinkedHashMap<>();
  private Optional<JobTime> queueWait = Optional.empty();
  private int rounds = 1;
  private long seed = 1;

  Games(Path folder, String... text) {
    plan = Plans.of(folder, "workflow w\n" + String.join("\n", text));
  }

  /** A sample of so many files. */
  static String sample(String name, int files) {
    return "sample "
        + name
        + " { files = ["
        + IntStream.range(0, files)
            .mapToObj(each -> "\"root://eos.cern.ch//store/" + name + each + ".root\"")
            .collect(Collectors.joining(", "))
        + "] }";
  }

  /** A task that reads samples. */
  static String reading(String name, String... lines) {
    return "task "
        + name
        + " for each sample {\n  split = 1 file\n  output = \""
        + name
        + "/{{sample}}_{{chunk}}.root\"\n  run = \"work {{inputs}} {{output}}\"\n  "
        + String.join("\n  ", lines)
        + "\n}";
  }

  Games takes(String task, double minutes) {
    return takes(task, minutes, minutes);
  }

  Games takes(String task, double typical, double slow) {
    times.put(task, new JobTime.Stated(Math.round(typical * MINUTE), Math.round(slow * MINUTE)));
    return this;
  }

  Games fails(String task, Reason reason, double share) {
    mishaps.put(task, Mishaps.stated(Map.of(reason, share)));
    return this;
  }

  Games waits(double minutes) {
    long wait = Math.round(minutes * MINUTE);
    queueWait = Optional.of(new JobTime.Stated(wait, wait));
    return this;
  }

  Games rounds(int number) {
    rounds = number;
    return this;
  }

  Games seed(long number) {
    seed = number;
    return this;
  }

  /** With so many slots, here as well as of the pool. */
  Forecast on(int slots) {
    Map<String, Figures> figures = new LinkedHashMap<>();
    times.forEach(
        (task, time) ->
            figures.put(
                task, new Figures(time, mishaps.getOrDefault(task, Mishaps.NONE), "stated")));
    return Forecaster.of(
        plan, new Forecaster.Given(figures, new Slots(slots, slots), queueWait, seed, rounds));
  }

  /** How long it takes. */
  static double minutes(Forecast forecast) {
    return (double) forecast.makespan().middle() / MINUTE;
  }

  /** What it costs, in minutes of a core. */
  static double coreMinutes(Forecast forecast) {
    return (double) forecast.coreMilliseconds().middle() / MINUTE;
  }

  static TaskForecast task(Forecast forecast, String name) {
    return forecast.tasks().stream().filter(each -> each.task().equals(name)).findFirst().get();
  }
}
