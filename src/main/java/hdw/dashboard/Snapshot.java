package hdw.dashboard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;

/**
 * What the page shows at a time: sections of rows, each row a JSON object under a key.
 *
 * <p>Two of them differ in few rows, and only those are sent.
 *
 * @param run the name of the run; empty where there is none yet
 * @param sections the rows by section and key, in order
 */
record Snapshot(String run, Map<String, Map<String, String>> sections) {
  /** Before anything is known. */
  static final Snapshot NOTHING = new Snapshot("", Map.of());

  /** Keeps the order. */
  Snapshot {
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
  }

  /** All of it, as a JSON document on one line. */
  String whole() {
    return since(NOTHING);
  }

  /**
   * What is new since another one, as a JSON document on one line; all of it where that one is of
   * another run. A section has {@code rows}, and {@code keys} where rows came, went or moved.
   */
  String since(Snapshot before) {
    boolean whole = !before.run().equals(run) || before.sections().isEmpty();
    var parts = new ArrayList<String>();
    sections.forEach(
        (name, rows) -> {
          Map<String, String> old =
              whole ? Map.of() : before.sections().getOrDefault(name, Map.of());
          if (whole || !old.equals(rows)) {
            parts.add(quoted(name) + ":" + section(old, rows, whole));
          }
        });
    return "{\"run\":"
        + quoted(run)
        + ",\"whole\":"
        + whole
        + ",\"sections\":{"
        + String.join(",", parts)
        + "}}";
  }

  private static String section(Map<String, String> old, Map<String, String> rows, boolean whole) {
    var changed = new ArrayList<String>();
    rows.forEach(
        (key, row) -> {
          if (!row.equals(old.get(key))) {
            changed.add(quoted(key) + ":" + row);
          }
        });
    var keys = List.copyOf(rows.keySet());
    String order =
        !whole && keys.equals(List.copyOf(old.keySet()))
            ? ""
            : "\"keys\":[" + String.join(",", keys.stream().map(Snapshot::quoted).toList()) + "],";
    return "{" + order + "\"rows\":{" + String.join(",", changed) + "}}";
  }

  private static String quoted(String text) {
    return '"' + StringEscapeUtils.escapeJson(text) + '"';
  }
}
