package hdw.report;

import hdw.insight.Insight;
import hdw.insight.TimeLine.Moment;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** How many jobs were where at what time, as a picture. */
final class TimeSection {
  /** Below this share of all jobs in progress, running ones could not be seen among them. */
  private static final double SMALL = 0.15;

  private static final Series RUNNING = new Series("running", "running", Moment::running);
  private static final Series QUEUED = new Series("queued", "queued", Moment::queued);
  private static final Series HELD = new Series("held", "held", Moment::held);
  private static final Series DONE = new Series("done", "done", Moment::done);
  private static final Series FAILED = new Series("failed", "failed", Moment::failed);

  /** One count over time: how it is drawn, what it is called. */
  record Series(String style, String name, ToIntFunction<Moment> count) {
    int most(List<Moment> moments) {
      return moments.stream().mapToInt(count).max().orElse(0);
    }
  }

  /** Counts with one axis: areas on top of each other, or lines. */
  record Panel(String title, boolean stacked, List<Series> series) {
    Panel {
      series = List.copyOf(series);
    }

    int most(List<Moment> moments) {
      return stacked
          ? moments.stream().mapToInt(this::sum).max().orElse(0)
          : series.stream().mapToInt(each -> each.most(moments)).max().orElse(0);
    }

    private int sum(Moment moment) {
      return series.stream().mapToInt(each -> each.count().applyAsInt(moment)).sum();
    }
  }

  private final List<Moment> moments;
  private final ZoneId zone;

  TimeSection(Insight insight, ZoneId zone) {
    this.moments = insight.timeLine().moments();
    this.zone = zone;
  }

  void write(Html html) {
    html.open("section", "id", "time-line").element("h2", "Time line");
    if (moments.size() < 2 || span().isZero()) {
      html.element("p", "Nothing has moved yet.").close();
      return;
    }
    html.element(
        "p",
        "Jobs at each time. Areas stand on top of each other; the lines below them count up.",
        "class",
        "note");
    html.open("div", "class", "wide");
    new Chart(moments, panels(), zone).write(html);
    html.close().close();
  }

  private Duration span() {
    return Duration.between(moments.get(0).at(), moments.get(moments.size() - 1).at());
  }

  private List<Panel> panels() {
    var panels = new ArrayList<Panel>();
    var progress = new ArrayList<Series>(List.of(RUNNING));
    for (Series each : List.of(QUEUED, HELD)) {
      if (each.most(moments) > 0) {
        progress.add(each);
      }
    }
    var all = new Panel("jobs in progress", true, progress);
    if (progress.size() > 1 && RUNNING.most(moments) < SMALL * all.most(moments)) {
      panels.add(new Panel("jobs running", true, List.of(RUNNING)));
    }
    panels.add(all);
    panels.add(new Panel("jobs over", false, List.of(DONE, FAILED)));
    return panels;
  }
}
