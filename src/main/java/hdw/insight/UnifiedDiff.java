package hdw.insight;

import java.util.ArrayList;
import java.util.List;

/** How two versions of a text differ, in the form that {@code patch} takes. */
public final class UnifiedDiff {
  private static final int AROUND = 3;

  /** A line of the difference: {@code ' '}, {@code '-'} or {@code '+'}, and the line itself. */
  private record Line(char sign, String text) {}

  private final List<Line> lines = new ArrayList<>();

  private UnifiedDiff(List<String> before, List<String> after) {
    int[][] common = common(before, after);
    int i = 0;
    int k = 0;
    while (i < before.size() || k < after.size()) {
      if (i < before.size() && k < after.size() && before.get(i).equals(after.get(k))) {
        lines.add(new Line(' ', before.get(i++)));
        k++;
      } else if (k == after.size() || (i < before.size() && common[i + 1][k] >= common[i][k + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(k++)));
      }
    }
  }

  /** For every place in both, how many lines the rests have in common. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int k = after.size() - 1; k >= 0; k--) {
        common[i][k] =
            before.get(i).equals(after.get(k))
                ? common[i + 1][k + 1] + 1
                : Math.max(common[i + 1][k], common[i][k + 1]);
      }
    }
    return common;
  }

  /**
   * The difference between two versions of a file; empty where there is none.
   *
   * @param name the name of the file, from the folder in which {@code patch -p0} is to be called
   */
  public static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    // A tab ends a name with blanks: https://www.gnu.org/software/diffutils/manual/
    String shown = name.contains(" ") ? name + "\t" : name;
    return "--- "
        + shown
        + "\n+++ "
        + shown
        + "\n"
        + new UnifiedDiff(lines(before), lines(after)).hunks();
  }

  /** The lines with their newlines, so that a last one without differs from one with. */
  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(from, end));
      from = end;
    }
    return lines;
  }

  private String hunks() {
    var text = new StringBuilder();
    int at = 0;
    int[] line = {1, 1};
    while (at < lines.size()) {
      int change = next(at);
      if (change < 0) {
        break;
      }
      int from = Math.max(at, change - AROUND);
      advance(line, at, from);
      int to = end(change);
      text.append(hunk(line, from, to));
      advance(line, from, to);
      at = to;
    }
    return text.toString();
  }

  /** The first line from a place on that differs; -1 where there is none. */
  private int next(int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).sign() != ' ') {
        return i;
      }
    }
    return -1;
  }

  /** Where the hunk ends in which a change stands: changes that are close belong together. */
  private int end(int change) {
    int last = change;
    int next = change;
    while (next >= 0 && next - last <= 2 * AROUND) {
      last = next;
      next = next(next + 1);
    }
    return Math.min(lines.size(), last + 1 + AROUND);
  }

  private void advance(int[] line, int from, int to) {
    for (Line each : lines.subList(from, to)) {
      line[0] += each.sign() == '+' ? 0 : 1;
      line[1] += each.sign() == '-' ? 0 : 1;
    }
  }

  private String hunk(int[] line, int from, int to) {
    int[] end = line.clone();
    advance(end, from, to);
    int old = end[0] - line[0];
    int fresh = end[1] - line[1];
    var text = new StringBuilder("@@ -");
    // An empty side names the line before it.
    text.append(old == 0 ? line[0] - 1 : line[0]).append(',').append(old).append(" +");
    text.append(fresh == 0 ? line[1] - 1 : line[1]).append(',').append(fresh).append(" @@\n");
    for (Line each : lines.subList(from, to)) {
      text.append(each.sign()).append(each.text());
      if (!each.text().endsWith("\n")) {
        text.append("\n\\ No newline at end of file\n");
      }
    }
    return text.toString();
  }
}
