package hdw.insight;

import hdw.model.Resource;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what is proposed into the text of an {@code .hdw} file, or says why it cannot. */
public final class Rewriting {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]+)");

  /** What may stand behind a value that is a plain amount: a comment, or something else. */
  private static final Pattern END = Pattern.compile("\\s*(?:$|[#},]|[a-z_]+\\s*=(?!=)).*");

  /**
   * A text with a proposal in it.
   *
   * @param text the whole file; as it was where nothing was changed
   * @param why why nothing was changed; empty where something was
   */
  public record Result(String text, String why) {}

  private Rewriting() {}

  /** Puts the proposal in the place of what stands in a line now. */
  public static Result replace(String text, Suggestion suggestion) {
    Place place = suggestion.place().orElseThrow();
    int from = start(text, place.line());
    if (from < 0) {
      return new Result(text, changed(place));
    }
    int end = text.indexOf('\n', from);
    String line = text.substring(from, end < 0 ? text.length() : end);
    String word = suggestion.resource().word();
    Matcher name = Pattern.compile("\\b" + word + "\\s*=\\s*").matcher(line);
    while (name.find() && !Braces.isHidden(line, name.start())) {
      OptionalInt value = value(line, name.end(), suggestion);
      if (value.isPresent()) {
        int begin = from + name.end();
        String fresh = suggestion.amount(suggestion.proposal().orElseThrow());
        int grown = fresh.length() - (value.getAsInt() - name.end());
        return new Result(
            text.substring(0, begin)
                + fresh
                + inColumn(text.substring(from + value.getAsInt()), grown),
            "");
      }
      if (!isAmount(line, name.end())) {
        return new Result(text, place.where().orElse("") + " computes it");
      }
    }
    return new Result(text, changed(place));
  }

  /** What stands behind a value that has grown: a comment keeps its column where it can. */
  private static String inColumn(String rest, int grown) {
    int blanks = 0;
    while (blanks < rest.length() && rest.charAt(blanks) == ' ') {
      blanks++;
    }
    boolean isComment = blanks > 1 && blanks < rest.length() && rest.charAt(blanks) == '#';
    return isComment ? " ".repeat(Math.max(2, blanks - grown)) + rest.substring(blanks) : rest;
  }

  private static String changed(Place place) {
    return place.where().orElse("")
        + " no longer says "
        + place.value()
        + ": the file has changed since the run";
  }

  /** Where a line begins, counted from 1; -1 where there is none. */
  private static int start(String text, int line) {
    int from = 0;
    for (int i = 1; i < line; i++) {
      from = text.indexOf('\n', from) + 1;
      if (from == 0) {
        return -1;
      }
    }
    return from < text.length() ? from : -1;
  }

  /** Where the amount ends that is asked for, if it is what stands there and nothing is added. */
  private static OptionalInt value(String line, int from, Suggestion suggestion) {
    int end = amountEnd(line, from, suggestion.resource());
    if (end < 0 || !END.matcher(line.substring(end)).matches()) {
      return OptionalInt.empty();
    }
    return amount(line.substring(from, end), suggestion.resource()) == suggestion.asked()
        ? OptionalInt.of(end)
        : OptionalInt.empty();
  }

  private static boolean isAmount(String line, int from) {
    for (Resource each : new Resource[] {Resource.MEMORY, Resource.TIME}) {
      int end = amountEnd(line, from, each);
      if (end >= 0 && END.matcher(line.substring(end)).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Where an amount ends such as {@code 1 h 30 min}; -1 where there is none. */
  private static int amountEnd(String line, int from, Resource resource) {
    Matcher amount = AMOUNT.matcher(line);
    int end = -1;
    int at = from;
    while (amount.region(at, line.length()).lookingAt() && isUnit(amount.group(2), resource)) {
      end = amount.end();
      at = end;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
    return end;
  }

  private static boolean isUnit(String unit, Resource resource) {
    return (resource == Resource.MEMORY ? Memory.unit(unit) : WallTime.unit(unit)).isPresent();
  }

  /** The bytes or milliseconds of an amount. */
  private static long amount(String text, Resource resource) {
    Matcher amount = AMOUNT.matcher(text);
    long sum = 0;
    while (amount.find()) {
      var number = new BigDecimal(amount.group(1));
      sum +=
          resource == Resource.MEMORY
              ? Memory.of(number, Memory.unit(amount.group(2)).orElseThrow()).bytes()
              : WallTime.of(number, WallTime.unit(amount.group(2)).orElseThrow()).seconds() * 1000;
    }
    return sum;
  }

  /** Adds the proposal to the task as a line of its own, the first one. */
  public static Result add(String text, Suggestion suggestion) {
    Matcher head =
        Pattern.compile(
                "(?m)^([ \\t]*)task\\s+" + Pattern.quote(suggestion.task()) + "\\b[^{#\\n]*\\{")
            .matcher(text);
    if (!head.find()) {
      return new Result(text, "task " + suggestion.task() + " is not in this file");
    }
    String word = suggestion.resource().word();
    String body = Braces.body(text, head.end());
    if (Pattern.compile("(?m)(^|[\\s{])" + word + "\\s*=(?!=)").matcher(body).find()) {
      return new Result(text, "task " + suggestion.task() + " says its " + word + " itself by now");
    }
    String line = suggestion.line().orElseThrow();
    int newline = text.indexOf('\n', head.end());
    int end = newline < 0 ? text.length() : newline;
    String behind = text.substring(head.end(), end).strip();
    boolean alone = newline >= 0 && (behind.isEmpty() || behind.startsWith("#"));
    int at = alone ? end : head.end();
    String before = alone ? "\n" + head.group(1) + "  " : " ";
    return new Result(text.substring(0, at) + before + line + text.substring(at), "");
  }
}
