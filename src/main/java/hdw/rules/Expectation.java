package hdw.rules;

import hdw.model.Reason;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a case expects: actions, and in front of them a reason where it says one, as in {@code
 * bad_input: retry after 5 min}.
 *
 * <p>Actions are compared by what they mean: their order does not matter, {@code 8GB} is {@code 8
 * GB}, {@code 60 min} is {@code 1 h}, and asking for more means to try again.
 */
record Expectation(Optional<Reason> reason, List<String> actions) {
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9][0-9_]*(?:\\.[0-9]+)?)\\s*([A-Za-z]+)");
  private static final List<String> ENDINGS = List.of("retry", "skip", "fail", "abort", "halve");
  private static final String NEXT = "queue = next";

  /** Copies the list. */
  Expectation {
    actions = List.copyOf(actions);
  }

  /** What a text says. */
  static Expectation of(String text) {
    int colon = text.indexOf(':');
    Optional<Reason> reason =
        colon < 0 ? Optional.empty() : Reason.named(text.substring(0, colon).strip());
    String rest = reason.isPresent() ? text.substring(colon + 1) : text;
    var actions = new ArrayList<String>();
    for (String each : rest.split(",", -1)) {
      String action = canonical(each);
      if (!action.isEmpty()) {
        actions.add(action);
      }
    }
    boolean ends = actions.stream().anyMatch(each -> ENDINGS.contains(each.split(" ", 2)[0]));
    if (!ends) {
      actions.add("retry");
    }
    return new Expectation(reason, actions);
  }

  /** Whether this is what was decided, and why the attempt failed. */
  boolean isMetBy(Cause cause, Decision decision) {
    if (reason.isPresent() && reason.get() != cause.reason()) {
      return false;
    }
    var expected = new TreeSet<>(actions);
    var found = new TreeSet<>(of(decision.text()).actions());
    if (expected.remove(NEXT)) {
      boolean moved = found.removeIf(each -> each.startsWith("queue = "));
      found.removeIf(each -> each.startsWith("time = ") && !expected.contains(each));
      return moved && expected.equals(found);
    }
    return expected.equals(found);
  }

  private static String canonical(String action) {
    String spaced = action.strip().replaceAll("\\s*=\\s*", " = ").replaceAll("\\s+", " ");
    var text = new StringBuilder();
    Matcher amounts = AMOUNT.matcher(spaced);
    long seconds = 0;
    int from = 0;
    while (amounts.find()) {
      var number = new BigDecimal(amounts.group(1).replace("_", ""));
      Optional<Long> size = Memory.unit(amounts.group(2));
      Optional<Long> time = WallTime.unit(amounts.group(2));
      if (size.isPresent()) {
        text.append(spaced, from, amounts.start()).append(Memory.of(number, size.get()));
        from = amounts.end();
      } else if (time.isPresent()) {
        // 1 h 30 min is one time: what stands before the first part of it is kept
        text.append(seconds == 0 ? spaced.substring(from, amounts.start()) : "");
        seconds += WallTime.of(number, time.get()).seconds();
        from = amounts.end();
      }
    }
    text.append(seconds == 0 ? "" : new WallTime(seconds)).append(spaced, from, spaced.length());
    return text.toString().strip().toLowerCase(Locale.ROOT);
  }
}
