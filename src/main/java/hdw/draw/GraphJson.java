package hdw.draw;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Place;
import hdw.draw.Drawing.Vertex;
import hdw.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Writes a drawing as a JSON document. */
public final class GraphJson {
  private GraphJson() {}

  /** The document; an executor or queue that not all jobs of a node share is {@code null}. */
  public static String text(Drawing drawing) throws IOException {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.indented(text)) {
      json.begin()
          .put("schema", 1)
          .put("workflow", drawing.workflow())
          .put("jobs", drawing.jobs())
          .beginList("nodes");
      for (Vertex each : drawing.vertices()) {
        write(json, each);
      }
      json.endList().beginList("edges");
      for (Arc each : drawing.arcs()) {
        json.begin()
            .put("from", each.from())
            .put("to", each.to())
            .put("kind", Words.kind(each.kind()))
            .end();
      }
      json.endList().end();
    }
    return text.toString();
  }

  private static void write(JsonWriter json, Vertex vertex) throws IOException {
    json.begin().put("id", vertex.id()).put("task", vertex.task()).begin("dimensions");
    for (Map.Entry<String, String> each : vertex.dimensions().entrySet()) {
      json.put(each.getKey(), each.getValue());
    }
    json.end();
    if (!vertex.over().isEmpty()) {
      json.put("nodes", vertex.nodes()).begin("over");
      for (Map.Entry<String, Integer> each : vertex.over().entrySet()) {
        json.put(each.getKey(), each.getValue());
      }
      json.end();
    }
    json.put("executor", vertex.executor()).put("queue", vertex.queue()).put("jobs", vertex.jobs());
    if (vertex.places().size() > 1) {
      json.beginList("places");
      for (Map.Entry<Place, Integer> each : vertex.places().entrySet()) {
        json.begin()
            .put("executor", each.getKey().executor())
            .put("queue", each.getKey().queue())
            .put("jobs", each.getValue())
            .end();
      }
      json.endList();
    }
    json.end();
  }
}
