package hdw.run;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.rules.Decision;
import hdw.rules.Raised;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decisions, and what they raise, in a journal's lines.
 *
 * <p>A value is written as text: memory and disk in bytes, time in seconds, numbers plain, names as
 * they are. What it is, its resource says.
 */
final class DecisionText {
  private DecisionText() {}

  static void write(JsonWriter json, Decision decision) throws IOException {
    json.begin("decision").put("kind", decision.kind().word());
    if (decision.rule().isPresent()) {
      json.put("rule", decision.rule());
    }
    if (!decision.raised().isEmpty()) {
      write(json, decision.raised());
    }
    if (decision.after().isPresent()) {
      json.put("after_s", decision.after().get().seconds());
    }
    if (decision.avoidNode()) {
      json.put("avoid_node", true);
    }
    if (!decision.note().isEmpty()) {
      json.put("note", decision.note());
    }
    json.end();
  }

  static void write(JsonWriter json, List<Raised> raised) throws IOException {
    json.beginList("raised");
    for (Raised each : raised) {
      json.begin()
          .put("resource", each.resource().word())
          .put("value", text(each.value()))
          .put("source", each.source())
          .end();
    }
    json.endList();
  }

  private static String text(Value value) {
    if (value instanceof Value.Size size) {
      return Long.toString(size.amount().bytes());
    }
    return value instanceof Value.Time time ? Long.toString(time.time().seconds()) : value.text();
  }

  /** The decision of a failed attempt; of a kind that this version does not know, that it fails. */
  static Decision decision(Map<String, Object> json) throws IOException {
    long after = JsonReader.number(json, "after_s", -1);
    return new Decision(
        JsonReader.text(json, "kind").flatMap(Decision.Kind::named).orElse(Decision.Kind.FAIL),
        JsonReader.text(json, "rule"),
        raised(json),
        after < 0 ? Optional.empty() : Optional.of(new WallTime(after)),
        Boolean.TRUE.equals(json.get("avoid_node")),
        JsonReader.text(json, "note").orElse(""));
  }

  /** What the list {@code raised} of an object says, without what this version does not know. */
  static List<Raised> raised(Map<String, Object> json) throws IOException {
    var raised = new ArrayList<Raised>();
    for (Map<String, Object> each : JsonReader.objects(json, "raised")) {
      Optional<Resource> resource = JsonReader.text(each, "resource").flatMap(Resource::named);
      if (resource.isPresent()) {
        String text = JsonReader.text(each, "value").orElse("");
        String source = JsonReader.text(each, "source").orElse("");
        raised.add(new Raised(resource.get(), value(resource.get(), text), source));
      }
    }
    return raised;
  }

  private static Value value(Resource resource, String text) throws IOException {
    try {
      return switch (resource.type()) {
        case MEMORY -> new Value.Size(new Memory(Long.parseLong(text)));
        case TIME -> new Value.Time(new WallTime(Long.parseLong(text)));
        case NUMBER -> new Value.Numeric(new BigDecimal(text));
        case EXECUTOR, QUEUE -> new Value.Named(resource.type(), text);
        default -> new Value.Text(text);
      };
    } catch (IllegalArgumentException noNumber) {
      throw new IOException("`" + text + "` is no value of " + resource.word(), noNumber);
    }
  }
}
