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

  private static List<Map.Entry<String, String>> inOrder(Map<String, String> rows) {
    return List.copyOf(rows.entrySet());
  }

  private List<Object> inOrder() {
    var all = new ArrayList<Object>();
    sections.forEach((name, rows) -> all.add(List.of(name, inOrder(rows))));
    return all;
  }

  /** Whether the same is shown in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot snapshot
        && snapshot.run.equals(run)
        && snapshot.inOrder().equals(inOrder());
  }

  @Override
  public int hashCode() {
    return inOrder().hashCode();
  }

  /** All of it, as a JSON document on one line. */
  String whole() {
    return since(NOTHING);
  }

  /**
   * What is new since another one, as a JSON document on one line; all of it where that one is of
   * another run. A section has {@code rows}; the keys of rows that came at its end are {@code
   * more}, and where others came, went or moved it has all {@code keys}.
   */
  String since(Snapshot before) {
    boolean whole = !before.run().equals(run) || before.sections().isEmpty();
    var parts = new ArrayList<String>();
    sections.forEach(
        (name, rows) -> {
          Map<String, String> old =
              whole ? Map.of() : before.sections().getOrDefault(name, Map.of());
          if (whole || !inOrder(old).equals(inOrder(rows))) {
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
    var oldKeys = List.copyOf(old.keySet());
    boolean grew = keys.size() >= oldKeys.size() && keys.subList(0, oldKeys.size()).equals(oldKeys);
    String order =
        whole || !grew
            ? list("keys", keys)
            : keys.size() == oldKeys.size()
                ? ""
                : list("more", keys.subList(oldKeys.size(), keys.size()));
    return "{" + order + "\"rows\":{" + String.join(",", changed) + "}}";
  }

  private static String list(String name, List<String> keys) {
    return quoted(name)
        + ":["
        + String.join(",", keys.stream().map(Snapshot::quoted).toList())
        + "],";
  }

  private static String quoted(String text) {
    return '"' + StringEscapeUtils.escapeJson(text) + '"';
  }
}
