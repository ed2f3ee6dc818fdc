package hdw.cli;

import hdw.json.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code hdw status --json} says of the last run of a session. */
final class Counts {
  private final Map<String, Object> document;

  private Counts(Map<String, Object> document) {
    this.document = document;
  }

  /** Asks once. */
  static Counts of(Session session) throws IOException {
    session.hdw("status", "--json");
    return new Counts(JsonReader.object(session.out()));
  }

  /** {@code running paused done failed cancelled stopped}. */
  String state() {
    return JsonReader.text(document, "state").orElse("");
  }

  /** How many jobs of a node there are, and where they stand: those numbers that are not zero. */
  String node(String id) {
    Map<String, Object> node =
        JsonReader.objects(document, "nodes").stream()
            .filter(each -> id.equals(each.get("id")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no node " + id));
    return numbers(
        node, List.of("jobs", "waiting", "running", "done", "failed", "skipped", "given_up"));
  }

  /** What became of the files of a sample in a node. */
  String coverage(String node) {
    return JsonReader.objects(document, "coverage").stream()
        .filter(each -> node.equals(each.get("node")))
        .map(each -> numbers(each, List.of("files", "done", "skipped", "failed", "events")))
        .collect(Collectors.joining("; "));
  }

  /** What is paused. */
  List<String> paused() {
    return JsonReader.objects(document, "paused").stream()
        .map(each -> JsonReader.text(each, "name").orElse(""))
        .toList();
  }

  private static String numbers(Map<String, Object> json, List<String> names) {
    return names.stream()
        .filter(each -> JsonReader.number(json, each, 0) != 0)
        .map(each -> JsonReader.number(json, each, 0) + " " + each)
        .collect(Collectors.joining(", "));
  }
}
