package hdw.executor.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tasks of one row of Slurm's queue: {@code 4137}, {@code 4137_7} or {@code
 * 4137_[0-2,5-9:2%20]}.
 *
 * @param array the number of the array, or of the one job
 */
record TaskIds(long array, String indexes) {
  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,18})(?:_(?:([0-9]{1,9})|\\[([0-9,:%-]+)]))?");
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9})(?::([0-9]{1,9}))?)?");

  /** Reads one; nothing where it is none. */
  static Optional<TaskIds> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String indexes = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
    return Optional.of(
        new TaskIds(Long.parseLong(matcher.group(1)), indexes == null ? "" : indexes));
  }

  /** Whether it is one job, and no array. */
  boolean isPlain() {
    return indexes.isEmpty();
  }

  /** The indexes in order; that of a plain job is 0. */
  List<Integer> all() {
    if (isPlain()) {
      return List.of(0);
    }
    var all = new ArrayList<Integer>();
    for (String part : indexes.replaceFirst("%.*", "").split(",", -1)) {
      Matcher range = RANGE.matcher(part);
      if (range.matches()) {
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        int step = range.group(3) == null ? 1 : Math.max(1, Integer.parseInt(range.group(3)));
        for (int i = first; i <= last; i += step) {
          all.add(i);
        }
      }
    }
    return all;
  }

  /**
   * Some tasks of an array in few letters, such as {@code 0-2,5}.
   *
   * @param indexes in order
   */
  static String ranges(List<Integer> indexes) {
    var parts = new ArrayList<String>();
    for (int from = 0; from < indexes.size(); ) {
      int to = from;
      while (to + 1 < indexes.size() && indexes.get(to + 1) == indexes.get(to) + 1) {
        to++;
      }
      parts.add(
          from == to ? indexes.get(from).toString() : indexes.get(from) + "-" + indexes.get(to));
      from = to + 1;
    }
    return String.join(",", parts);
  }
}
