package hdw.draw;

import hdw.draw.Drawing.Vertex;
import hdw.graph.DotGraph;
import java.util.ArrayList;
import java.util.List;

/** The texts of a picture in Graphviz's HTML-like language. */
final class DotLabels {
  /** Two blanks that stay. */
  static final String GAP = "&#160;&#160;";

  private static final int SMALL = 10;

  /** What a character takes, in inches. */
  private static final double CHARACTER = 0.077;

  private static final double SMALL_CHARACTER = 0.066;

  private DotLabels() {}

  static String bold(String text) {
    return "<b>" + DotGraph.text(text) + "</b>";
  }

  /** Smaller and paler. */
  static String faint(int size, String text) {
    return "<font point-size=\""
        + size
        + "\" color=\""
        + Colors.FAINT
        + "\">"
        + DotGraph.text(text)
        + "</font>";
  }

  /** With room around it, so that it does not touch its line. */
  static String apart(String text) {
    return "<table border=\"0\" cellborder=\"0\" cellpadding=\"5\"><tr><td>"
        + DotGraph.text(text)
        + "</td></tr></table>";
  }

  /** Two lines, both beginning at the left. */
  static String left(String first, String second) {
    String newline = "<br align=\"left\"/>";
    return first + newline + second + newline;
  }

  /** A vertex among others of its task: its name and how much it is, on one line. */
  static String line(Vertex vertex, boolean samePlace) {
    String name = DotGraph.text(vertex.name());
    String rest = Words.rest(vertex, samePlace);
    return rest.isEmpty() ? name : name + GAP + faint(SMALL, rest);
  }

  /** About how wide {@link #line} is, in inches. */
  static double width(Vertex vertex, boolean samePlace) {
    return vertex.name().length() * CHARACTER
        + (2 + Words.rest(vertex, samePlace).length()) * SMALL_CHARACTER;
  }

  /** A vertex that is all that is seen of its task. */
  static String whole(Vertex vertex) {
    var lines = new ArrayList<String>();
    lines.add("<font point-size=\"12\">" + bold(vertex.task()) + "</font>");
    if (!vertex.name().isEmpty()) {
      lines.add(DotGraph.text(vertex.name()));
    }
    if (!vertex.over().isEmpty()) {
      lines.add(faint(SMALL, Words.over(vertex)));
    }
    lines.add(faint(SMALL, Words.count(List.of(vertex))));
    lines.add(faint(SMALL, Words.places(List.of(vertex))));
    return String.join("<br/>", lines);
  }

  /** What stands above the vertices of a task. */
  static String box(List<Vertex> task) {
    return bold(task.get(0).task())
        + "<br/>"
        + faint(SMALL, Words.count(task) + ", " + Words.places(task));
  }
}
