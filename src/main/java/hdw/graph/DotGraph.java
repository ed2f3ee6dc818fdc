package hdw.graph;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.graph.DirectedMultigraph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;

/**
 * A graph with attributes, written as DOT by JGraphT's exporter; everything comes out in the order
 * in which it was added.
 *
 * <p>Attributes are Graphviz's own. A {@code label} is Graphviz's HTML-like text, made with {@link
 * #text}; every other value is plain, and quoted here.
 */
public final class DotGraph {
  private static final String LABEL = "label";

  private final String name;
  private final Map<String, String> attributes;
  private final List<String> defaults = new ArrayList<>();
  private final Map<String, Map<String, String>> vertices = new LinkedHashMap<>();
  private final List<String> boxes = new ArrayList<>();
  private final DirectedMultigraph<String, Arrow> graph =
      new DirectedMultigraph<>(null, null, false);

  /** An edge; two of them are never the same, so that two may join the same vertices. */
  private static final class Arrow {
    private final Map<String, String> attributes;

    Arrow(Map<String, String> attributes) {
      this.attributes = attributes;
    }
  }

  /** A graph without vertices. */
  public DotGraph(String name, Map<String, String> attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  /** Gives all of {@code what}, {@code node} or {@code edge}, these attributes. */
  public void everyHas(String what, Map<String, String> attributes) {
    var text = new StringBuilder("  " + what + " [ ");
    attributes.forEach((key, value) -> text.append(key + "=" + raw(key, value) + " "));
    defaults.add(text + "];\n");
  }

  /** Adds a vertex. */
  public void vertex(String id, Map<String, String> attributes) {
    vertices.put(id, attributes);
    graph.addVertex(id);
  }

  /** Adds an edge between two vertices that are there. */
  public void edge(String from, String to, Map<String, String> attributes) {
    graph.addEdge(from, to, new Arrow(attributes));
  }

  /** Draws a box around vertices that are there. */
  public void box(List<String> ids, Map<String, String> attributes) {
    var text = new StringBuilder("  subgraph cluster_" + boxes.size() + " {\n");
    attributes.forEach((key, value) -> text.append("    " + key + "=" + raw(key, value) + ";\n"));
    ids.forEach(id -> text.append("    " + quoted(id) + ";\n"));
    boxes.add(text + "  }\n");
  }

  /** The graph as DOT. */
  public String write() {
    var exporter = new DOTExporter<String, Arrow>(DotGraph::quoted);
    exporter.setGraphIdProvider(() -> quoted(name));
    exporter.setGraphAttributeProvider(() -> given(attributes));
    exporter.setVertexAttributeProvider(id -> given(vertices.get(id)));
    exporter.setEdgeAttributeProvider(arrow -> given(arrow.attributes));
    var text = new StringWriter();
    exporter.exportGraph(graph, text);
    String written = text.toString();
    // Two things the exporter of JGraphT 1.5.3 cannot do, so they are put in behind its first line
    // and before its last one: what all vertices have in common, and boxes (with the attributes of
    // its subgraphs it writes each box's name as one more vertex).
    int first = written.indexOf('\n') + 1;
    int last = written.lastIndexOf('}');
    return written.substring(0, first)
        + String.join("", defaults)
        + written.substring(first, last)
        + String.join("", boxes)
        + written.substring(last);
  }

  /** Text as it stands in a label. */
  public static String text(String plain) {
    return printable(plain)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static Map<String, Attribute> given(Map<String, String> attributes) {
    var given = new LinkedHashMap<String, Attribute>();
    attributes.forEach(
        (key, value) ->
            given.put(key, new DefaultAttribute<>(raw(key, value), AttributeType.IDENTIFIER)));
    return given;
  }

  /** A value as it stands in the file: the exporter itself would leave backslashes alone. */
  private static String raw(String key, String value) {
    return key.equals(LABEL) ? "<" + value + ">" : quoted(value);
  }

  private static String quoted(String plain) {
    return '"' + printable(plain).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Without control characters, which neither an id nor a label may have. */
  private static String printable(String plain) {
    return plain.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
