package hdw.draw;

import static hdw.draw.DotLabels.bold;
import static hdw.draw.DotLabels.faint;
import static java.util.stream.Collectors.joining;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Vertex;
import hdw.graph.DotGraph;
import hdw.graph.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a drawing as DOT: a task with several vertices is a box around them that says what they
 * have in common, so that each of them is one line.
 */
public final class DotPicture {
  private static final String FONT = "Helvetica,Arial,sans-serif";

  /** What is around the text of a vertex, in inches. */
  private static final double MARGIN = 0.3;

  private final Drawing drawing;
  private final Direction direction;
  private final boolean byTask;
  private final Map<String, Integer> arrivals = new HashMap<>();
  private final DotGraph dot;

  private DotPicture(Drawing drawing, Direction direction) {
    this.drawing = drawing;
    this.direction = direction;
    drawing.arcs().forEach(each -> arrivals.merge(each.to(), 1, Integer::sum));
    this.byTask = drawing.tasks().size() == drawing.vertices().size();
    this.dot =
        new DotGraph(
            drawing.workflow(),
            attributes(
                "rankdir=" + direction.word(),
                "label=" + title(),
                "labelloc=t",
                "labeljust=l",
                "fontname=" + FONT,
                "fontsize=14",
                "fontcolor=" + Colors.TEXT,
                "bgcolor=white",
                "pad=0.2",
                "nodesep=" + (byTask ? "0.3" : "0.09"),
                "ranksep=" + (byTask ? "0.55" : "0.9")));
    dot.everyHas(
        "node",
        attributes(
            "shape=box",
            "style=rounded,filled",
            "margin=" + (byTask ? "0.2,0.1" : "0.12,0.05"),
            "height=0.28",
            "fontname=" + FONT,
            "fontsize=11",
            "fontcolor=" + Colors.TEXT));
    dot.everyHas(
        "edge",
        attributes(
            "color=" + Colors.EDGE,
            "arrowsize=0.7",
            "fontname=" + FONT,
            "fontsize=10",
            "fontcolor=" + Colors.FAINT));
  }

  /** The text. */
  public static String text(Drawing drawing, Direction direction) {
    var picture = new DotPicture(drawing, direction);
    var tasks = new ArrayList<>(drawing.tasks().values());
    tasks.forEach(picture::addVertices);
    drawing.arcs().forEach(picture::addArc);
    tasks.stream().filter(each -> each.size() > 1).forEach(picture::addBox);
    return picture.dot.write();
  }

  private String title() {
    String title =
        bold(drawing.workflow()) + DotLabels.GAP + faint(11, Words.count(drawing.vertices()));
    Set<Edge.Kind> kinds = new LinkedHashSet<>();
    drawing.arcs().forEach(each -> kinds.add(each.kind()));
    // Where every task is one vertex, the lines say themselves what they mean.
    return byTask || kinds.size() < 2
        ? title
        : DotLabels.left(
            title,
            faint(10, kinds.stream().sorted().map(DotPicture::meaning).collect(joining(", "))));
  }

  private static String meaning(Edge.Kind kind) {
    return switch (kind) {
      case GATHER -> "single lines: all jobs together";
      case EACH -> "double lines: job by job";
      case TREE -> "thick lines: a tree of jobs";
      case ORDER -> "dotted lines: order only";
    };
  }

  private void addVertices(List<Vertex> task) {
    boolean inBox = task.size() > 1;
    boolean samePlace = Words.samePlace(task);
    double longest = 0;
    for (Vertex each : task) {
      longest = Math.max(longest, DotLabels.width(each, samePlace));
    }
    double width = inBox ? MARGIN + longest : 1.2;
    for (Vertex each : inBox ? asPlaced(task) : task) {
      Colors colors = Colors.of(each.executor());
      dot.vertex(
          each.id(),
          attributes(
              "label=" + (inBox ? DotLabels.line(each, samePlace) : DotLabels.whole(each)),
              "width=" + String.format(Locale.ROOT, "%.2f", width),
              "color=" + colors.line(),
              "fillcolor=" + colors.fill()));
    }
  }

  /** In the order that gives plan order: Graphviz turns it round in boxes below each other. */
  private List<Vertex> asPlaced(List<Vertex> task) {
    var placed = new ArrayList<>(task);
    if (direction == Direction.DOWN) {
      Collections.reverse(placed);
    }
    return placed;
  }

  private void addArc(Arc arc) {
    Map<String, String> attributes =
        switch (arc.kind()) {
          case GATHER -> attributes();
          case EACH -> attributes("color=" + Colors.EDGE + ":white:" + Colors.EDGE);
          case TREE -> attributes("penwidth=2.5");
          case ORDER -> attributes("style=dotted", "arrowhead=open");
        };
    if (arrivals.get(arc.to()) == 1) {
      // several would have to squeeze together there
      attributes.put("headport", direction == Direction.DOWN ? "n" : "w");
    }
    if (byTask) {
      attributes.put("label", DotLabels.apart(Words.kind(arc.kind())));
    }
    dot.edge(arc.from(), arc.to(), attributes);
  }

  private void addBox(List<Vertex> task) {
    dot.box(
        task.stream().map(Vertex::id).toList(),
        attributes(
            "label=" + DotLabels.box(task),
            // in the middle, lines from above would run through the text
            "labeljust=" + (direction == Direction.DOWN ? "l" : "c"),
            "style=rounded,filled",
            "color=#d0d7de",
            "fillcolor=#fafbfc",
            "fontsize=12",
            "margin=9"));
  }

  /** Attributes in this order, each as {@code name=value}. */
  private static Map<String, String> attributes(String... pairs) {
    var attributes = new LinkedHashMap<String, String>();
    for (String each : pairs) {
      int equals = each.indexOf('=');
      attributes.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return attributes;
  }
}
