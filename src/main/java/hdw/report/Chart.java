package hdw.report;

import hdw.insight.TimeLine.Moment;
import hdw.report.TimeSection.Panel;
import hdw.report.TimeSection.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Draws counts over time: panels below each other with one axis of time. */
final class Chart {
  private static final double WIDTH = 960;
  private static final double LEFT = 64;
  private static final double RIGHT = 130;
  private static final double HEIGHT = 150;
  private static final double GAP = 34;
  private static final double FOOT = 44;
  private static final double APART = 15;

  /** Pixels of one step; what changes more often than that could not be seen. */
  private static final double FINEST = 2;

  private final List<Moment> moments;
  private final List<Panel> panels;
  private final ZoneId zone;
  private final Instant from;
  private final double length;

  Chart(List<Moment> all, List<Panel> panels, ZoneId zone) {
    this.panels = panels;
    this.zone = zone;
    this.from = all.get(0).at();
    this.length = Duration.between(from, all.get(all.size() - 1).at()).toMillis();
    this.moments = seen(all);
  }

  /** The last moment of each step. */
  private List<Moment> seen(List<Moment> all) {
    var seen = new ArrayList<Moment>();
    long last = -1;
    for (Moment each : all) {
      long step = (long) (x(each.at()) / FINEST);
      if (step == last) {
        seen.set(seen.size() - 1, each);
      } else {
        seen.add(each);
      }
      last = step;
    }
    return seen;
  }

  private double x(Instant at) {
    return LEFT + Duration.between(from, at).toMillis() / length * (WIDTH - LEFT - RIGHT);
  }

  void write(Html html) {
    double height = panels.size() * (HEIGHT + GAP) + FOOT;
    html.open(
        "svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + Figures.length(WIDTH) + " " + Figures.length(height),
        "role",
        "img",
        "aria-label",
        "jobs over time");
    patterns(html);
    for (int i = 0; i < panels.size(); i++) {
      panel(html, panels.get(i), GAP + i * (HEIGHT + GAP));
    }
    double foot = panels.size() * (HEIGHT + GAP);
    for (Ticks.Tick each : Ticks.ofTime(from, from.plusMillis((long) length), zone)) {
      String x = Figures.length(x(each.at()));
      line(html, "tick", x, Figures.length(foot), x, Figures.length(foot + 5));
      label(html, x, foot + 19, "middle", "axis", each.label());
    }
    String middle = Figures.length((LEFT + WIDTH - RIGHT) / 2);
    label(html, middle, foot + 37, "middle", "axis", Ticks.title(from, zone));
    html.close();
  }

  /** What tells areas apart without colour. */
  private static void patterns(Html html) {
    html.open("defs");
    pattern(html, "hatch", "M0,6 L6,0", "queued");
    pattern(html, "cross", "M0,0 L6,6 M0,6 L6,0", "held");
    html.close();
  }

  private static void pattern(Html html, String id, String path, String style) {
    html.open("pattern", "id", id, "width", "6", "height", "6", "patternUnits", "userSpaceOnUse");
    html.single("rect", "width", "6", "height", "6", "class", "ground " + style);
    html.single("path", "d", path, "class", "grain " + style).close();
  }

  private void panel(Html html, Panel panel, double top) {
    List<Long> ticks = Ticks.ofCounts(panel.most(moments));
    double most = Math.max(1, ticks.get(ticks.size() - 1));
    label(html, Figures.length(LEFT), top - 9, "start", "title", panel.title());
    for (long each : ticks) {
      String y = Figures.length(y(each / most, top));
      line(html, "grid", Figures.length(LEFT), y, Figures.length(WIDTH - RIGHT), y);
      label(
          html,
          Figures.length(LEFT - 8),
          y(each / most, top) + 4,
          "end",
          "axis",
          Figures.count(each));
    }
    double[] below = new double[moments.size()];
    var ends = new ArrayList<Double>();
    for (Series each : panel.series()) {
      double[] upper = new double[moments.size()];
      for (int i = 0; i < upper.length; i++) {
        upper[i] =
            each.count().applyAsInt(moments.get(i)) / most + (panel.stacked() ? below[i] : 0);
      }
      if (panel.stacked()) {
        html.single("path", "class", "area " + each.style(), "d", area(below, upper, top));
        below = upper;
      } else {
        html.single("path", "class", "line " + each.style(), "d", steps(upper, top, "M"));
      }
      ends.add(y(upper[upper.length - 1], top));
    }
    legend(html, panel, ends, top);
  }

  private static double y(double share, double top) {
    return top + HEIGHT * (1 - share);
  }

  /** A line that is level from each moment to the next. */
  private String steps(double[] values, double top, String first) {
    var path = new StringBuilder(first);
    for (int i = 0; i < values.length; i++) {
      String x = Figures.length(x(moments.get(i).at()));
      String y = Figures.length(y(values[i], top));
      path.append(i == 0 ? x + "," + y : "H" + x + "V" + y);
    }
    return path.toString();
  }

  /** What lies between two such lines. */
  private String area(double[] lower, double[] upper, double top) {
    var path = new StringBuilder(steps(upper, top, "M"));
    for (int i = lower.length - 1; i >= 0; i--) {
      String x = Figures.length(x(moments.get(i).at()));
      String y = Figures.length(y(lower[i], top));
      path.append('V').append(y).append('H').append(x);
    }
    return path.append('Z').toString();
  }

  /** Names at the right end, each close to where its line ends. */
  private static void legend(Html html, Panel panel, List<Double> ends, double top) {
    boolean falls = panel.stacked();
    for (int i = 0; i < panel.series().size(); i++) {
      Series each = panel.series().get(i);
      double y = falls ? top + HEIGHT - 8 - i * (APART + 4) : apart(ends, i, top);
      double x = WIDTH - RIGHT + 12;
      if (falls) {
        html.single(
            "rect",
            "class",
            "area " + each.style(),
            "x",
            Figures.length(x),
            "y",
            Figures.length(y - 6),
            "width",
            "22",
            "height",
            "12");
      } else {
        line(
            html,
            "line " + each.style(),
            Figures.length(x),
            Figures.length(y),
            Figures.length(x + 22),
            Figures.length(y));
      }
      label(html, Figures.length(x + 28), y + 4, "start", "name", each.name());
    }
  }

  /** Where a line ends, but not on the name of another one. */
  private static double apart(List<Double> ends, int i, double top) {
    double own = ends.get(i);
    for (int k = 0; k < ends.size(); k++) {
      double other = ends.get(k);
      if (k != i && Math.abs(own - other) < APART) {
        boolean isUpper = own < other || (own == other && i < k);
        double middle = Math.min((own + other) / 2, top + HEIGHT - APART / 2);
        return middle + (isUpper ? -APART / 2 : APART / 2);
      }
    }
    return own;
  }

  private static void line(
      Html html, String style, String fromX, String fromY, String toX, String... toY) {
    html.single("path", "class", style, "d", "M" + fromX + "," + fromY + "L" + toX + "," + toY[0]);
  }

  private static void label(
      Html html, String x, double y, String anchor, String style, String... text) {
    html.element(
        "text", text[0], "x", x, "y", Figures.length(y), "text-anchor", anchor, "class", style);
  }
}
