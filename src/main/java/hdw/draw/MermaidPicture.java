package hdw.draw;

import static java.util.stream.Collectors.joining;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Vertex;
import hdw.graph.Edge;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a drawing as a Mermaid flowchart, as GitHub and GitLab draw it in a page. */
public final class MermaidPicture {
  /**
   * More edges than this Mermaid refuses to draw (<a
   * href="https://mermaid.js.org/config/schema-docs/config.html">maxEdges</a>).
   */
  public static final int MOST_EDGES = 500;

  private final Drawing drawing;
  private final Map<String, String> ids = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private MermaidPicture(Drawing drawing) {
    this.drawing = drawing;
    drawing.vertices().forEach(each -> ids.put(each.id(), "n" + ids.size()));
  }

  /** The text. */
  public static String text(Drawing drawing, Direction direction) {
    var picture = new MermaidPicture(drawing);
    picture.write(direction);
    return picture.text.toString();
  }

  private void write(Direction direction) {
    text.append("flowchart ").append(direction.word()).append('\n');
    int tasks = 0;
    for (List<Vertex> each : drawing.tasks().values()) {
      if (each.size() == 1) {
        vertex("  ", each.get(0), whole(each.get(0)));
      } else {
        text.append("  subgraph t").append(tasks).append("[\"").append(box(each)).append("\"]\n");
        boolean samePlace = Words.samePlace(each);
        each.forEach(vertex -> vertex("    ", vertex, line(vertex, samePlace)));
        text.append("  end\n");
      }
      tasks++;
    }
    boolean labels = tasks == drawing.vertices().size();
    drawing.arcs().forEach(each -> arc(each, labels));
    classes();
  }

  private void vertex(String indent, Vertex vertex, String label) {
    text.append(indent).append(ids.get(vertex.id())).append("[\"").append(label).append("\"]");
    text.append(":::").append(className(vertex.executor())).append('\n');
  }

  private void arc(Arc arc, boolean label) {
    String line =
        switch (arc.kind()) {
          case GATHER, TREE -> "-->";
          case EACH -> "==>";
          case ORDER -> "-.->";
        };
    // A tree has no line of its own in Mermaid, so it always has the word.
    String word = label || arc.kind() == Edge.Kind.TREE ? "|" + Words.kind(arc.kind()) + "|" : "";
    text.append("  ").append(ids.get(arc.from())).append(' ').append(line).append(word);
    text.append(' ').append(ids.get(arc.to())).append('\n');
  }

  private void classes() {
    Set<Optional<String>> executors = new LinkedHashSet<>();
    drawing.vertices().forEach(each -> executors.add(each.executor()));
    for (Optional<String> each : executors) {
      Colors colors = Colors.of(each);
      text.append("  classDef ").append(className(each)).append(" fill:").append(colors.fill());
      text.append(",stroke:").append(colors.line()).append(",color:").append(Colors.TEXT);
      text.append('\n');
    }
  }

  private static String className(Optional<String> executor) {
    return executor.orElse("several");
  }

  /** On one line: Mermaid draws a second one over the vertices. */
  private static String box(List<Vertex> task) {
    return "<b>"
        + escaped(task.get(0).task())
        + "</b>: "
        + escaped(Words.count(task) + ", " + Words.places(task));
  }

  private static String line(Vertex vertex, boolean samePlace) {
    return lines(escaped(vertex.name()), escaped(Words.rest(vertex, samePlace)));
  }

  private static String whole(Vertex vertex) {
    return lines(
        "<b>" + escaped(vertex.task()) + "</b>",
        escaped(vertex.name()),
        escaped(Words.over(vertex)),
        escaped(Words.count(List.of(vertex))),
        escaped(Words.places(List.of(vertex))));
  }

  private static String lines(String... lines) {
    return Arrays.stream(lines).filter(each -> !each.isEmpty()).collect(joining("<br>"));
  }

  /** Everything but plain letters, digits and a few signs becomes a number in Mermaid's manner. */
  static String escaped(String plain) {
    var escaped = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                escaped.append('\uFFFD');
              } else if (Character.isLetterOrDigit(c) || " ,.+-/()_·".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append('#').append(c).append(';');
              }
            });
    return escaped.toString();
  }
}
