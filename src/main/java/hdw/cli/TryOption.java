package hdw.cli;

import hdw.model.Reason;
import hdw.model.Resource;
import hdw.model.Type;
import hdw.model.Value;
import hdw.rules.Given;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --try reason=out_of_memory,attempt=2}: a failure that somebody makes up. */
final class TryOption {
  private static final Pattern AMOUNT = Pattern.compile("([0-9.]+) *([A-Za-z]+)");
  private static final List<String> NUMBERS =
      List.of("exit", "signal", "attempt", "restarts", "cpus", "gpus", "retries");

  private TryOption() {}

  /** The failure; {@code log=} takes all that stands behind it, commas included. */
  static Given read(List<String> options) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String option : options) {
      String rest = option;
      while (!rest.isEmpty()) {
        int equal = rest.indexOf('=');
        if (equal <= 0) {
          throw new UsageException(
              "--try wants NAME=VALUE,..., such as reason=out_of_memory,attempt=2, not `"
                  + rest
                  + "`");
        }
        String name = rest.substring(0, equal).strip();
        Matcher next = Pattern.compile(",(?= *[a-z_]+ *=)").matcher(rest);
        boolean more = !name.equals("log") && next.find(equal);
        int end = more ? next.start() : rest.length();
        values.put(name, value(name, rest.substring(equal + 1, end).strip()));
        rest = more ? rest.substring(end + 1).strip() : "";
      }
    }
    return new Given(values);
  }

  private static Value value(String name, String text) {
    if (NUMBERS.contains(name)) {
      return new Value.Numeric(number(name, text));
    }
    return switch (name) {
      case "reason" -> reason(text);
      case "repeated" -> new Value.Truth(Boolean.parseBoolean(text));
      case "task" -> new Value.Named(Type.TASK, text);
      case "memory_used" -> amount(name, text, Resource.MEMORY);
      case "time_used" -> amount(name, text, Resource.TIME);
      case "memory", "disk", "time" -> amount(name, text, Resource.named(name).orElseThrow());
      case "queue", "executor" -> new Value.Named(Resource.named(name).orElseThrow().type(), text);
      default -> new Value.Text(text);
    };
  }

  private static Value reason(String text) {
    Reason reason =
        Reason.named(text)
            .orElseThrow(() -> new UsageException("--try: there is no reason `" + text + "`"));
    return new Value.Named(Type.REASON, reason.word());
  }

  private static BigDecimal number(String name, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException noNumber) {
      throw new UsageException("--try: `" + name + "` is a number, not `" + text + "`");
    }
  }

  private static Value amount(String name, String text, Resource like) {
    Matcher matcher = AMOUNT.matcher(text);
    boolean time = like == Resource.TIME;
    if (matcher.matches()) {
      Optional<Long> unit = time ? WallTime.unit(matcher.group(2)) : Memory.unit(matcher.group(2));
      if (unit.isPresent()) {
        BigDecimal number = number(name, matcher.group(1));
        return time
            ? new Value.Time(WallTime.of(number, unit.get()))
            : new Value.Size(Memory.of(number, unit.get()));
      }
    }
    throw new UsageException(
        "--try: `"
            + name
            + "` wants "
            + (time ? "a time such as 2h" : "a size such as 4GB")
            + ", not `"
            + text
            + "`");
  }
}
