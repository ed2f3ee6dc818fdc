package hdw.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines for a window that may be too small for all of them. */
final class Fitted {
  private Fitted() {}

  /**
   * All lines where they fit; else without those that are quiet or good, the last ones first, and
   * where that is not enough, without the end. A line says how many are not shown.
   *
   * @param most how many fit, at least 1
   */
  static List<PaintedLine> to(List<PaintedLine> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    var kept = new ArrayList<>(lines);
    for (Paint each : List.of(Paint.QUIET, Paint.GOOD)) {
      for (int i = kept.size() - 1; i > 0 && kept.size() >= most; i--) {
        if (kept.get(i).paint() == each) {
          kept.remove(i);
        }
      }
    }
    var shown = new ArrayList<>(kept.subList(0, Math.max(0, Math.min(kept.size(), most - 1))));
    shown.add(PaintedLine.plain("and " + (lines.size() - shown.size()) + " more lines"));
    return shown;
  }
}
