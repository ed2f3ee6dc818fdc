package hdw.draw;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Vertex;
import java.util.HashMap;
import java.util.Map;

/** Where the arrows of a picture go. */
public enum Direction {
  /** To the right, so that nodes that run side by side make rows. */
  RIGHT("LR"),
  /** Down. */
  DOWN("TB");

  /**
   * How large a vertex is with the room around it, in inches: about what Graphviz makes of them.
   */
  private static final double WIDE = 2.9;

  private static final double HIGH = 0.5;
  private static final double HIGH_WITH_ARROW = 1.2;

  /** As a slide or a page of a browser is wide. */
  private static final double BEST = 1.8;

  /** Rows of boxes read better than columns, so only a ribbon is laid down. */
  private static final double RIBBON = 6;

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  /** Its name in Graphviz and in Mermaid. */
  String word() {
    return word;
  }

  /** The one in which a drawing comes out less like a ribbon. */
  public static Direction best(Drawing drawing) {
    Map<String, Integer> depths = new HashMap<>();
    Map<Integer, Integer> ranks = new HashMap<>();
    for (Vertex each : drawing.vertices()) {
      depths.put(each.id(), 0);
    }
    // Vertices stand behind those they wait for, and arcs in the order of where they lead to.
    for (Arc each : drawing.arcs()) {
      depths.merge(each.to(), depths.get(each.from()) + 1, Math::max);
    }
    depths.values().forEach(depth -> ranks.merge(depth, 1, Integer::sum));
    int widest = ranks.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    int levels = Math.max(1, ranks.size());
    double wide = levels * WIDE;
    double high = widest * HIGH + 1;
    boolean worse = distance(wide, high) > distance(widest * WIDE, levels * HIGH_WITH_ARROW);
    return wide / high > RIBBON && worse ? DOWN : RIGHT;
  }

  /** How far a picture is from the best one. */
  private static double distance(double wide, double high) {
    return Math.abs(Math.log(wide / high / BEST));
  }
}
