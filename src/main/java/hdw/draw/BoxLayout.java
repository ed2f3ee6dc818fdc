package hdw.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where the boxes of a DAG stand and how its lines run, in layers: what a box waits for stands
 * before it. The same boxes and lines always get the same places. Lengths are pixels.
 *
 * @param placed the boxes, in the order in which they were given
 * @param lines in the order in which they were given
 */
public record BoxLayout(double width, double height, List<Placed> placed, List<Line> lines) {
  private static final double BETWEEN_LAYERS = 56;
  private static final double BETWEEN_BOXES = 18;

  /** Copies the lists. */
  public BoxLayout {
    placed = List.copyOf(placed);
    lines = List.copyOf(lines);
  }

  /** Something of a size that is to be placed. */
  public record Box(String id, double width, double height) {}

  /** Says that the second box waits for the first one; both by their ids. */
  public record Link(String from, String to) {}

  /** A box with its upper left corner. */
  public record Placed(Box box, double x, double y) {}

  /** A point of a line. */
  public record Point(double x, double y) {}

  /** A link as a line from the edge of one box to the edge of another one. */
  public record Line(Link link, List<Point> points) {
    /** Copies the list. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /** Places boxes; links to boxes that are not there are left out. */
  public static BoxLayout of(List<Box> boxes, List<Link> links, Direction direction) {
    // Makes ELK's own options known to it; the service is made once, by itself.
    LayoutMetaDataService.getInstance();
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(
        CoreOptions.DIRECTION,
        direction == Direction.RIGHT
            ? org.eclipse.elk.core.options.Direction.RIGHT
            : org.eclipse.elk.core.options.Direction.DOWN);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    root.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN_BOXES);
    Map<String, ElkNode> nodes = nodes(boxes, root);
    Map<Link, ElkEdge> edges = edges(links, nodes);
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    var placed = new ArrayList<Placed>();
    for (Box each : boxes) {
      ElkNode node = nodes.get(each.id());
      placed.add(new Placed(each, node.getX(), node.getY()));
    }
    var lines = new ArrayList<Line>();
    edges.forEach((link, edge) -> lines.add(new Line(link, points(edge))));
    return new BoxLayout(root.getWidth(), root.getHeight(), placed, lines);
  }

  private static Map<String, ElkNode> nodes(List<Box> boxes, ElkNode root) {
    Map<String, ElkNode> nodes = new LinkedHashMap<>();
    for (Box each : boxes) {
      ElkNode node = ElkGraphUtil.createNode(root);
      node.setDimensions(each.width(), each.height());
      nodes.put(each.id(), node);
    }
    return nodes;
  }

  private static Map<Link, ElkEdge> edges(List<Link> links, Map<String, ElkNode> nodes) {
    Map<Link, ElkEdge> edges = new LinkedHashMap<>();
    for (Link each : links) {
      if (nodes.containsKey(each.from()) && nodes.containsKey(each.to())) {
        edges.put(
            each, ElkGraphUtil.createSimpleEdge(nodes.get(each.from()), nodes.get(each.to())));
      }
    }
    return edges;
  }

  private static List<Point> points(ElkEdge edge) {
    var points = new ArrayList<Point>();
    for (ElkEdgeSection each : edge.getSections()) {
      points.add(new Point(each.getStartX(), each.getStartY()));
      each.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
      points.add(new Point(each.getEndX(), each.getEndY()));
    }
    return points;
  }
}
