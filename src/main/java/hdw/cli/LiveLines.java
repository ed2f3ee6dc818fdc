package hdw.cli;

import hdw.plan.NodePlan;
import hdw.run.Progress;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * The lines of the live display: nodes at work first where not all fit, and a last line for the
 * whole run.
 */
final class LiveLines {
  private final Progress progress;
  private final long begun;
  private final Map<NodePlan, Long> nodesBegun;

  LiveLines(Progress progress, long begun, Map<NodePlan, Long> nodesBegun) {
    this.progress = progress;
    this.begun = begun;
    this.nodesBegun = nodesBegun;
  }

  List<AttributedString> lines(int most, int width) {
    List<NodePlan> shown = shown(most - 1);
    int longest = shown.stream().mapToInt(each -> each.node().id().length()).max().orElse(0);
    int column = Math.min(longest, Math.max(10, width - 60));
    var lines = new ArrayList<AttributedString>();
    for (NodePlan each : shown) {
      lines.add(line(each, column, width));
    }
    lines.add(total(width, progress.nodes().size() - shown.size()));
    return lines;
  }

  /**
   * All nodes where they fit; else those that run, have failed or wait, and the newest of those
   * that are done.
   */
  private List<NodePlan> shown(int most) {
    List<NodePlan> nodes = progress.nodes();
    if (nodes.size() <= most) {
      return nodes;
    }
    List<NodePlan> open =
        nodes.stream()
            .filter(each -> progress.of(each).running() > 0 || progress.of(each).failed() > 0)
            .toList();
    List<NodePlan> waiting =
        nodes.stream().filter(each -> !progress.of(each).isOver() && !open.contains(each)).toList();
    var chosen = new ArrayList<NodePlan>(open.subList(0, Math.min(open.size(), most)));
    chosen.addAll(waiting.subList(0, Math.max(0, Math.min(waiting.size(), most - chosen.size()))));
    return nodes.stream().filter(chosen::contains).toList();
  }

  private AttributedString line(NodePlan node, int column, int width) {
    Progress.Counts counts = progress.of(node);
    String id = node.node().id();
    String name =
        id.length() > column
            ? "..." + id.substring(id.length() - column + 3)
            : id + " ".repeat(column - id.length());
    String text =
        name
            + "  "
            + Bars.bar(
                counts.jobs(), counts.done(), counts.failed(), counts.skipped(), counts.running())
            + "  "
            + counts.done()
            + "/"
            + counts.jobs()
            + (counts.queued() > 0 ? "  " + counts.queued() + " queued" : "")
            + (counts.running() > 0
                ? "  " + counts.running() + " running" + pace(node, counts)
                : "")
            + (counts.failed() > 0 ? "  " + counts.failed() + " failed" : "")
            + (counts.skipped() > 0 ? "  " + counts.skipped() + " skipped" : "")
            + (counts.kept() > 0 ? "  " + counts.kept() + " kept" : "");
    return cut(new AttributedString(text, LiveDisplay.style(counts)), width);
  }

  /** How fast a node goes, and how long it will take; empty until a first job of it is over. */
  private String pace(NodePlan node, Progress.Counts counts) {
    int fresh = counts.done() + counts.failed() - counts.kept();
    Long since = nodesBegun.get(node);
    if (fresh == 0 || since == null) {
      return "";
    }
    double rate = fresh / seconds(since);
    int left = counts.jobs() - counts.done() - counts.failed() - counts.skipped();
    return "  " + Rates.of(rate) + ", about " + Rates.about(left / rate) + " left";
  }

  private static double seconds(long since) {
    return Math.max(0.001, (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  private AttributedString total(int width, int hidden) {
    int jobs = 0;
    int over = 0;
    int fresh = 0;
    for (NodePlan each : progress.nodes()) {
      Progress.Counts counts = progress.of(each);
      jobs += counts.jobs();
      over += counts.done() + counts.failed() + counts.skipped();
      fresh += counts.done() + counts.failed() - counts.kept();
    }
    double seconds = seconds(begun);
    double rate = fresh / seconds;
    String left =
        fresh > 0 && over < jobs ? ", about " + Rates.about((jobs - over) / rate) + " left" : "";
    String text =
        over
            + " of "
            + jobs
            + " jobs, "
            + Rates.of(rate)
            + ", "
            + new WallTime((long) seconds)
            + " so far"
            + left
            + (hidden > 0 ? "; " + hidden + " more nodes" : "");
    return cut(new AttributedString(text, AttributedStyle.DEFAULT), width);
  }

  private static AttributedString cut(AttributedString line, int width) {
    return line.columnLength() > width ? line.columnSubSequence(0, width) : line;
  }
}
