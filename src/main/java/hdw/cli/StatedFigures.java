package hdw.cli;

import hdw.forecast.Figures;
import hdw.forecast.JobTime;
import hdw.forecast.Mishaps;
import hdw.model.Reason;
import hdw.plan.Plan;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/** Reads what a person states of the jobs of a workflow: their times, failures, and queues. */
final class StatedFigures {
  private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([a-z]+) *");
  private static final Pattern SHARE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *%");

  private final List<String> tasks;
  private final Map<String, JobTime> times = new LinkedHashMap<>();
  private final Map<String, Map<Reason, Double>> failures = new LinkedHashMap<>();
  private final Optional<JobTime> queueWait;

  /** What a command line states. */
  StatedFigures(Plan plan, ParseResult parsed) {
    tasks = plan.nodes().stream().map(each -> each.node().task().name()).distinct().toList();
    Options.values(parsed, "--job-time").forEach(this::readTime);
    Options.values(parsed, "--failures").forEach(this::readFailures);
    queueWait =
        Options.has(parsed, "--queue-wait")
            ? Optional.of(time("--queue-wait", Options.value(parsed, "--queue-wait", "")))
            : Optional.empty();
  }

  /** How long an attempt waits in a queue. */
  Optional<JobTime> queueWait() {
    return queueWait;
  }

  /** What was measured, with what is stated in its place. */
  Map<String, Figures> over(Map<String, Figures> measured) {
    Map<String, Figures> all = new LinkedHashMap<>();
    for (String each : tasks) {
      Optional<Figures> known = Optional.ofNullable(measured.get(each));
      Optional<JobTime> time =
          Optional.ofNullable(times.get(each)).or(() -> known.map(Figures::time));
      Mishaps mishaps =
          failures.containsKey(each)
              ? Mishaps.stated(failures.get(each))
              : known.map(Figures::mishaps).orElse(Mishaps.NONE);
      String source = times.containsKey(each) ? "stated" : known.map(Figures::source).orElse("");
      time.ifPresent(found -> all.put(each, new Figures(found, mishaps, source)));
    }
    return all;
  }

  private void readTime(String option) {
    String[] parts = parts("--job-time", "TASK=TIME, such as ntuple=25min", option);
    times.put(task("--job-time", parts[0]), time("--job-time", parts[1]));
  }

  private void readFailures(String option) {
    String[] parts = parts("--failures", "TASK=SHARE, such as ntuple=2%", option);
    int dot = parts[0].indexOf('.');
    String task = task("--failures", dot < 0 ? parts[0] : parts[0].substring(0, dot));
    Reason reason = dot < 0 ? Reason.COMMAND_FAILED : reason(parts[0].substring(dot + 1));
    Map<Reason, Double> shares = failures.computeIfAbsent(task, key -> new EnumMap<>(Reason.class));
    shares.put(reason, share(parts[1]));
    if (shares.values().stream().mapToDouble(Double::doubleValue).sum() > 1) {
      throw new UsageException("--failures: more than all attempts of " + task + " fail");
    }
  }

  private static String[] parts(String option, String wanted, String text) {
    int equal = text.indexOf('=');
    if (equal <= 0) {
      throw new UsageException(option + " wants " + wanted + ", not `" + text + "`");
    }
    return new String[] {text.substring(0, equal).strip(), text.substring(equal + 1).strip()};
  }

  private String task(String option, String name) {
    if (!tasks.contains(name)) {
      throw new UsageException(
          option + ": there is no task `" + name + "`, but " + String.join(", ", tasks));
    }
    return name;
  }

  private static Reason reason(String word) {
    return Reason.named(word)
        .orElseThrow(() -> new UsageException("--failures: there is no reason `" + word + "`"));
  }

  private static double share(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--failures wants a share such as 2%, not `" + text + "`");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }

  private static JobTime time(String option, String text) {
    int dots = text.indexOf("..");
    long typical = milliseconds(option, dots < 0 ? text : text.substring(0, dots));
    long slow = dots < 0 ? typical : milliseconds(option, text.substring(dots + 2));
    if (slow < typical || typical == 0 && slow > 0) {
      throw new UsageException(
          option + ": in `" + text + "` the slow time is not above the typical one");
    }
    return new JobTime.Stated(typical, slow);
  }

  /** One or several amounts, such as {@code 1h30min}; also fractions of a second. */
  private static long milliseconds(String option, String text) {
    Matcher matcher = TIME.matcher(text.strip());
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      Optional<Long> unit = WallTime.unit(matcher.group(2));
      if (unit.isEmpty()) {
        break;
      }
      sum = sum.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit.get())));
      at = matcher.end();
    }
    if (at == 0 || at < text.strip().length()) {
      throw new UsageException(
          option + " wants a time such as 25min, 1h30min or 25min..2h, not `" + text + "`");
    }
    return sum.multiply(BigDecimal.valueOf(1000)).longValue();
  }
}
