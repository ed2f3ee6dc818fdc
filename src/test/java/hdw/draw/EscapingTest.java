package hdw.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Place;
import hdw.draw.Drawing.Vertex;
import hdw.executor.local.Graphviz;
import hdw.executor.local.Tools;
import hdw.graph.Edge;
import hdw.json.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No value can change what a picture is. */
final class EscapingTest {
  private static final String NASTY = "a\"b\\ <b>&amp;</b> \u001b\n #;`|]-->[%% ü 陽子 \\N \\";

  private static Drawing nasty() {
    var place = new Place("htcondor", Optional.of(NASTY));
    Vertex one = vertex("one/" + NASTY, "one", NASTY, place);
    Vertex two = vertex("one/two", "one", "two", place);
    Vertex end = vertex("end" + NASTY, NASTY, NASTY, place);
    return new Drawing(
        NASTY,
        List.of(one, two, end),
        List.of(
            new Arc(one.id(), end.id(), Edge.Kind.TREE),
            new Arc(two.id(), end.id(), Edge.Kind.EACH)));
  }

  private static Vertex vertex(String id, String task, String name, Place place) {
    return new Vertex(id, task, name, Map.of("d", name), Map.of(), Map.of(place, 1), 1);
  }

  @Test
  void dot_quotes_ids_and_escapes_labels() {
    String dot = DotPicture.text(nasty(), Direction.RIGHT);
    assertTrue(dot.startsWith("digraph \"a\\\"b\\\\ <b>&amp;</b> \uFFFD\uFFFD #;`"), dot);
    assertTrue(dot.contains("a&quot;b\\ &lt;b&gt;&amp;amp;&lt;/b&gt; \uFFFD\uFFFD #;`"), dot);
    assertTrue(dot.endsWith("}\n"));
  }

  @Test
  void graphviz_reads_it_and_shows_the_value() throws IOException {
    var tools = new Tools(System.getenv().getOrDefault("PATH", ""));
    assumeTrue(tools.find("dot").isPresent(), "skipped: Graphviz is not on the path");
    String svg = new Graphviz(tools).svg(DotPicture.text(nasty(), Direction.DOWN));
    assertTrue(svg.contains(">a&quot;b\\ &lt;b&gt;&amp;amp;&lt;/b&gt; \uFFFD\uFFFD #;`"), svg);
    assertTrue(svg.contains("ü 陽子"), svg);
    assertEquals(3, svg.split("class=\"node\"", -1).length - 1);
    assertEquals(2, svg.split("class=\"edge\"", -1).length - 1);
  }

  @Test
  void mermaid_has_numbers_for_every_sign_that_means_something() {
    String text = MermaidPicture.text(nasty(), Direction.RIGHT);
    assertTrue(
        text.contains("[\"a#34;b#92; #60;b#62;#38;amp#59;#60;/b#62; \uFFFD\uFFFD #35;#59;#96;"),
        text);
    assertTrue(text.contains("ü 陽子"), text);
    assertFalse(text.contains("%%"), text);
    assertTrue(text.contains("  n0 -->|tree| n2\n  n1 ==> n2\n"), text);
  }

  @Test
  void json_gives_the_value_back() throws IOException {
    Map<String, Object> document = JsonReader.object(GraphJson.text(nasty()));
    Map<String, Object> one = JsonReader.objects(document, "nodes").get(0);
    assertEquals(Optional.of(NASTY), JsonReader.text(document, "workflow"));
    assertEquals(Optional.of("one/" + NASTY), JsonReader.text(one, "id"));
    assertEquals(Optional.of(NASTY), JsonReader.text(one, "queue"));
    assertEquals(Map.of("d", NASTY), one.get("dimensions"));
  }
}
