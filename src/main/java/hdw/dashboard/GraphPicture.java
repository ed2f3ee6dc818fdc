package hdw.dashboard;

import hdw.draw.BoxLayout;
import hdw.draw.BoxLayout.Box;
import hdw.draw.BoxLayout.Line;
import hdw.draw.BoxLayout.Link;
import hdw.draw.BoxLayout.Placed;
import hdw.draw.BoxLayout.Point;
import hdw.draw.Direction;
import hdw.insight.PlannedNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where the boxes of a plan stand: one for each node, or for each task where there are too many
 * nodes for a picture.
 */
final class GraphPicture {
  /** So many nodes have a box each. */
  static final int MOST_BOXES = 150;

  private static final double HEIGHT = 58;
  private static final double NARROWEST = 216;
  private static final double WIDEST = 340;
  private static final double LETTER = 8.4;
  private static final double MARGINS = 44;
  private static final double BEST = 2.2;
  private static final double RIBBON = 5;

  private GraphPicture() {}

  /**
   * The picture as a JSON document: sizes in pixels, boxes with the ids of their nodes.
   *
   * @param byTask whether each task has a box though there are few enough nodes
   */
  static String of(String run, Collection<PlannedNode> nodes, boolean byTask) {
    boolean fits = nodes.size() <= MOST_BOXES;
    boolean byNode = fits && !byTask;
    Map<String, String> boxOf = new LinkedHashMap<>();
    nodes.forEach(each -> boxOf.put(each.id(), byNode ? each.id() : each.task()));
    Set<Link> links = new LinkedHashSet<>();
    for (PlannedNode each : nodes) {
      for (String before : each.after()) {
        String from = boxOf.getOrDefault(before, before);
        String to = boxOf.get(each.id());
        if (!from.equals(to)) {
          links.add(new Link(from, to));
        }
      }
    }
    List<Box> boxes = boxOf.values().stream().distinct().map(GraphPicture::box).toList();
    return text(run, fits, byNode, best(boxes, List.copyOf(links)));
  }

  private static Box box(String id) {
    double width = id.codePointCount(0, id.length()) * LETTER + MARGINS;
    return new Box(id, Math.min(WIDEST, Math.max(NARROWEST, width)), HEIGHT);
  }

  /** Rows of boxes read better than columns, so only a ribbon is laid down. */
  private static BoxLayout best(List<Box> boxes, List<Link> links) {
    BoxLayout right = BoxLayout.of(boxes, links, Direction.RIGHT);
    if (right.width() / right.height() <= RIBBON) {
      return right;
    }
    BoxLayout down = BoxLayout.of(boxes, links, Direction.DOWN);
    return distance(right) <= distance(down) ? right : down;
  }

  private static double distance(BoxLayout layout) {
    return Math.abs(Math.log(layout.width() / layout.height() / BEST));
  }

  private static String text(String run, boolean fits, boolean byNode, BoxLayout layout) {
    return Content.object(
        json -> {
          json.put("run", run).put("by", byNode ? "node" : "task").put("nodes_fit", fits);
          json.put("width", layout.width()).put("height", layout.height()).beginList("boxes");
          for (Placed each : layout.placed()) {
            json.begin().put("id", each.box().id()).put("x", each.x()).put("y", each.y());
            json.put("width", each.box().width()).put("height", each.box().height()).end();
          }
          json.endList().beginList("lines");
          for (Line each : layout.lines()) {
            json.begin().put("from", each.link().from()).put("to", each.link().to());
            json.put("path", path(each.points())).end();
          }
          json.endList();
        });
  }

  private static String path(List<Point> points) {
    var words = new ArrayList<String>();
    for (Point each : points) {
      String move = words.isEmpty() ? "M" : "L";
      words.add(String.format(Locale.ROOT, "%s%.1f %.1f", move, each.x(), each.y()));
    }
    return String.join(" ", words);
  }
}
