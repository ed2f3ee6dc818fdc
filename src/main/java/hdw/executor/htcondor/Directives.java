package hdw.executor.htcondor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a submit description that people wrote: their word counts, so that hdw leaves out its
 * own line for what they set, and of two lines for the same the later one stays.
 *
 * <p>A line that adds to what was set before, such as {@code environment = $(environment) A=1}, and
 * lines between {@code if} and {@code endif} take nothing away.
 */
final class Directives {
  /** {@code +Name = value}, {@code My.Name = value} and {@code name = value}. */
  private static final Pattern SETS =
      Pattern.compile("\\s*(\\+|my\\.)?([\\w.]+)\\s*=(?!=).*", Pattern.DOTALL);

  private final List<String> lines;
  private final Set<String> keys = new HashSet<>();

  /**
   * Directives of a batch.
   *
   * @param written the site's lines, the queue's, and then the task's
   */
  Directives(List<String> written) {
    var kept = new ArrayList<String>();
    List<Setting> settings = settings(written);
    for (int i = settings.size() - 1; i >= 0; i--) {
      Setting each = settings.get(i);
      if (each.key().map(keys::add).orElse(true)) {
        kept.add(0, each.text());
      }
    }
    lines = List.copyOf(kept);
  }

  /**
   * A line with those that go on with it.
   *
   * @param key what it sets, whatever was set before
   */
  private record Setting(String text, Optional<String> key) {}

  private static List<Setting> settings(List<String> written) {
    var settings = new ArrayList<Setting>();
    int depth = 0;
    for (String each : joined(written)) {
      String small = each.strip().toLowerCase(Locale.ROOT);
      depth += small.startsWith("if ") ? 1 : 0;
      settings.add(new Setting(each, depth > 0 ? Optional.empty() : key(small)));
      depth -= small.equals("endif") ? 1 : 0;
    }
    return settings;
  }

  /** A backslash at its end makes a line go on. */
  private static List<String> joined(List<String> written) {
    var joined = new ArrayList<String>();
    boolean goesOn = false;
    for (String each : written) {
      if (goesOn) {
        joined.add(joined.remove(joined.size() - 1) + "\n" + each);
      } else {
        joined.add(each);
      }
      goesOn = each.endsWith("\\");
    }
    return joined;
  }

  /** The one way to write a key that has several; nothing where a line adds to it. */
  private static Optional<String> key(String small) {
    Matcher sets = SETS.matcher(small);
    if (!sets.matches() || small.contains("$(" + sets.group(2) + ")")) {
      return Optional.empty();
    }
    return Optional.of((sets.group(1) == null ? "" : "my.") + sets.group(2));
  }

  /** What is to be written, in order. */
  List<String> lines() {
    return lines;
  }

  /** Whether a key is set here, be it written {@code +Name} or {@code My.Name}, small or large. */
  boolean isSet(String key) {
    return keys.contains(key.toLowerCase(Locale.ROOT));
  }
}
