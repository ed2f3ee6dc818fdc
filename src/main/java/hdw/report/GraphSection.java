package hdw.report;

import hdw.draw.BoxLayout;
import hdw.draw.BoxLayout.Box;
import hdw.draw.BoxLayout.Line;
import hdw.draw.BoxLayout.Link;
import hdw.draw.BoxLayout.Placed;
import hdw.draw.BoxLayout.Point;
import hdw.draw.Direction;
import hdw.insight.Insight;
import hdw.insight.PlannedNode;
import hdw.run.RunSummary.NodeCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The DAG with its state: by node, or by task where there are many nodes. */
final class GraphSection {
  private static final int MOST_NODES = 60;
  private static final int LONGEST_NAME = 34;
  private static final double LETTER = 7.2;
  private static final double HEIGHT = 58;
  private static final double NARROWEST = 150;
  private static final double MARGIN = 6;

  private final Map<String, NodeCounts> boxes = new LinkedHashMap<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final boolean byTask;

  GraphSection(Insight insight) {
    byTask = insight.nodes().size() > MOST_NODES;
    List<NodeCounts> counts =
        byTask ? insight.summary().nodesBy("task") : insight.summary().nodes();
    counts.forEach(each -> boxes.put(each.id(), each));
    Map<String, String> names = new HashMap<>();
    insight.nodes().forEach(each -> names.put(each.id(), byTask ? each.task() : each.id()));
    for (PlannedNode each : insight.nodes()) {
      for (String before : each.after()) {
        String from = names.getOrDefault(before, before);
        String to = names.get(each.id());
        if (!from.equals(to)) {
          links.add(new Link(from, to));
        }
      }
    }
  }

  void write(Html html) {
    html.open("section", "id", "graph").element("h2", byTask ? "DAG by task" : "DAG");
    var all = new ArrayList<Box>();
    for (NodeCounts each : boxes.values()) {
      int letters = Math.max(name(each.id()).length(), counts(each).length());
      double width = Math.max(NARROWEST, LETTER * letters + 28);
      all.add(new Box(each.id(), width, HEIGHT));
    }
    BoxLayout layout = BoxLayout.of(all, List.copyOf(links), Direction.RIGHT);
    html.open("div", "class", "wide");
    picture(html, layout);
    html.close().close();
  }

  private void picture(Html html, BoxLayout layout) {
    double width = layout.width() + 2 * MARGIN;
    double height = layout.height() + 2 * MARGIN;
    html.open(
        "svg",
        "class",
        "dag",
        "viewBox",
        Figures.length(-MARGIN)
            + " "
            + Figures.length(-MARGIN)
            + " "
            + Figures.length(width)
            + " "
            + Figures.length(height),
        "width",
        Figures.length(width),
        "role",
        "img",
        "aria-label",
        "DAG of the run");
    html.open("defs")
        .open(
            "marker",
            "id",
            "arrow",
            "viewBox",
            "0 0 8 8",
            "refX",
            "8",
            "refY",
            "4",
            "markerWidth",
            "7",
            "markerHeight",
            "7",
            "orient",
            "auto");
    html.single("path", "d", "M0,0 L8,4 L0,8 Z", "class", "head").close().close();
    layout.lines().forEach(each -> edge(html, each));
    layout.placed().forEach(each -> box(html, each));
    html.close();
  }

  private static void edge(Html html, Line line) {
    var path = new StringBuilder();
    for (Point each : line.points()) {
      path.append(path.isEmpty() ? "M" : "L");
      path.append(Figures.length(each.x())).append(',').append(Figures.length(each.y()));
    }
    html.single("path", "class", "edge", "d", path.toString(), "marker-end", "url(#arrow)");
  }

  private void box(Html html, Placed placed) {
    NodeCounts counts = boxes.get(placed.box().id());
    String state = NodeState.of(counts);
    html.open(
        "g",
        "class",
        "box " + state.replace(' ', '-'),
        "transform",
        "translate(" + Figures.length(placed.x()) + "," + Figures.length(placed.y()) + ")");
    html.element("title", counts.id() + ": " + state);
    double width = placed.box().width();
    html.single(
        "rect",
        "class",
        "frame",
        "width",
        Figures.length(width),
        "height",
        Figures.length(HEIGHT),
        "rx",
        "6");
    html.element("text", name(counts.id()), "x", "12", "y", "19", "class", "title");
    html.element("text", counts(counts), "x", "12", "y", "36", "class", "counts");
    bar(html, counts, width - 24);
    html.close();
  }

  /** A thin bar: what is done from the left, what failed from the right. */
  private static void bar(Html html, NodeCounts counts, double width) {
    double whole = Math.max(1, counts.jobs());
    String y = Figures.length(HEIGHT - 13);
    html.single(
        "rect", "class", "whole", "x", "12", "y", y, "width", Figures.length(width), "height", "5");
    double done = width * counts.done() / whole;
    html.single(
        "rect", "class", "done", "x", "12", "y", y, "width", Figures.length(done), "height", "5");
    double failed = width * counts.failed() / whole;
    html.single(
        "rect",
        "class",
        "failed",
        "x",
        Figures.length(12 + width - failed),
        "y",
        y,
        "width",
        Figures.length(failed),
        "height",
        "5");
  }

  private static String counts(NodeCounts counts) {
    return NodeState.of(counts)
        + ": "
        + Figures.count(counts.done())
        + " of "
        + Figures.count(counts.jobs())
        + (counts.failed() > 0 ? ", " + Figures.count(counts.failed()) + " failed" : "");
  }

  /** A long name without its middle. */
  private static String name(String id) {
    int half = LONGEST_NAME / 2;
    return id.length() <= LONGEST_NAME
        ? id
        : id.substring(0, half) + "…" + id.substring(id.length() - half + 1);
  }
}
