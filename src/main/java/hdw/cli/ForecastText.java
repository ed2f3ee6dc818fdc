package hdw.cli;

import hdw.forecast.Forecast;
import hdw.forecast.Range;
import hdw.forecast.TaskForecast;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A forecast as people read it. */
final class ForecastText {
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000);

  private ForecastText() {}

  static String of(Forecast forecast) {
    var text = new StringBuilder(table(forecast));
    text.append('\n')
        .append("core hours  ")
        .append(range(hours(forecast.coreMilliseconds())))
        .append('\n')
        .append("takes       ")
        .append(range(times(forecast.makespan())))
        .append(" with ")
        .append(slots(forecast))
        .append('\n')
        .append("bound by    ")
        .append(bound(forecast.bound()))
        .append('\n');
    forecast.tasks().forEach(each -> text.append(losses(each)).append(hint(each)));
    if (forecast.aborted() > 0) {
      text.append(
          "in "
              + forecast.aborted()
              + " of "
              + forecast.rounds()
              + " rounds a rule gave the run up\n");
    }
    forecast
        .bound()
        .enough()
        .ifPresent(
            each ->
                text.append(
                    "hint: with about "
                        + each
                        + " slots or more it takes about "
                        + time(forecast.bound().milliseconds())
                        + "\n"));
    return text + rounds(forecast);
  }

  private static String rounds(Forecast forecast) {
    return forecast.rounds() == 1
        ? "(played once, seed " + forecast.seed() + ")\n"
        : "(the middle of "
            + forecast.rounds()
            + " rounds, seed "
            + forecast.seed()
            + "; 8 of 10 are within the range)\n";
  }

  private static String table(Forecast forecast) {
    var table =
        new TextTable(
            "TASK", "JOBS", "CORE HOURS", "TYPICAL", "SLOWEST 5 %", "OVER LIMIT", "LIMIT", "FROM");
    for (TaskForecast each : forecast.tasks()) {
      table.add(
          each.task(),
          Long.toString(each.jobs()),
          hours(each.coreMilliseconds().middle()),
          time(each.typical()),
          time(each.slow()),
          each.limit().isEmpty() ? "-" : share(each.overLimit()),
          each.limit().map(ForecastText::limit).orElse("-"),
          each.source());
    }
    return table.text();
  }

  private static String limit(TaskForecast.Limit limit) {
    return limit.text() + (limit.several() ? " and others" : "");
  }

  private static String slots(Forecast forecast) {
    String here = count(forecast.slots().here(), "core") + " here";
    String away = count(forecast.slots().away(), "slot");
    return !forecast.away() ? here : forecast.here() ? away + " and " + here : away;
  }

  private static String bound(Forecast.Bound bound) {
    String chain = String.join(", ", bound.chain()) + ": " + time(bound.milliseconds());
    return bound.byChain()
        ? "the longest chain (" + chain + "): more slots do not help"
        : "the slots (the longest chain is " + chain + ")";
  }

  private static String losses(TaskForecast task) {
    var text = new StringBuilder();
    if (task.failed() > 0) {
      text.append(task.task() + ": " + jobs(task.failed()) + " without a result at the end\n");
    }
    if (task.skipped() > 0) {
      text.append(task.task() + ": " + jobs(task.skipped()) + " skipped\n");
    }
    if (task.attempts() > 1) {
      text.append(
          String.format(
              Locale.ROOT, "%s: %.2f attempts for each job\n", task.task(), task.attempts()));
    }
    return text.toString();
  }

  private static String hint(TaskForecast task) {
    return task.safer()
        .map(
            each ->
                "hint: time = "
                    + each.time()
                    + " for "
                    + task.task()
                    + each.queue().map(queue -> ", which is in queue " + queue + ",").orElse("")
                    + " is enough for 99 of 100 jobs\n")
        .orElse("");
  }

  /** An average of counts. */
  private static String jobs(double number) {
    long whole = Math.round(number);
    boolean exact = Math.abs(number - whole) < 1e-9;
    String amount =
        exact || number >= 10 ? Long.toString(whole) : String.format(Locale.ROOT, "%.2f", number);
    return amount + (exact && whole == 1 ? " job" : " jobs");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String share(double share) {
    double percent = share * 100;
    return percent == 0
        ? "0 %"
        : percent < 0.1 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** The middle and, where there is one, the range. */
  private static String range(String[] texts) {
    return texts[0].equals(texts[2])
        ? texts[1]
        : texts[1] + " (" + texts[0] + " to " + texts[2] + ")";
  }

  private static String[] hours(Range range) {
    return new String[] {hours(range.low()), hours(range.middle()), hours(range.high())};
  }

  private static String[] times(Range range) {
    return new String[] {time(range.low()), time(range.middle()), time(range.high())};
  }

  /** With as many decimals as three figures have. */
  private static String hours(long milliseconds) {
    int decimals = milliseconds < 36_000_000L ? 2 : milliseconds < 360_000_000L ? 1 : 0;
    return BigDecimal.valueOf(milliseconds)
        .divide(HOUR, decimals, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** Rounded to what is of use: seconds of minutes, minutes of hours, hours of days. */
  static String time(long milliseconds) {
    long seconds = Math.round(milliseconds / 1000.0);
    if (milliseconds > 0 && milliseconds < 10_000) {
      return BigDecimal.valueOf(milliseconds)
              .divide(BigDecimal.valueOf(1000), 1, RoundingMode.HALF_UP)
              .stripTrailingZeros()
              .toPlainString()
          + " s";
    }
    long step = seconds < 3600 ? 1 : seconds < 2 * 86400 ? 60 : 3600;
    return new WallTime(Math.round((double) seconds / step) * step).toString();
  }
}
