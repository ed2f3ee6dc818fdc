package hdw.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What two plans have differently of nodes that both have, nodes that differ alike together. */
final class NodeChanges {

  /** What two nodes have differently; the texts say who set it, where the plan does. */
  private record Difference(String what, String before, String after) {}

  private final Map<Difference, List<String>> nodes = new LinkedHashMap<>();

  /** Compares a node with what it was. */
  void compare(PlannedNode before, PlannedNode after) {
    compare(
        "executor", before, after, Optional.of(before.executor()), Optional.of(after.executor()));
    compare("queue", before, after, before.queue(), after.queue());
    compare("memory", before, after, memory(before), memory(after));
    compare("cpus", before, after, cpus(before), cpus(after));
    compare("time", before, after, time(before), time(after));
    note("jobs", after, Integer.toString(before.jobs()), Integer.toString(after.jobs()));
    note("after", after, names(before.after()), names(after.after()));
  }

  private void compare(
      String what,
      PlannedNode before,
      PlannedNode after,
      Optional<String> old,
      Optional<String> now) {
    if (!old.equals(now)) {
      note(what, after, text(what, before, old), text(what, after, now));
    }
  }

  private void note(String what, PlannedNode node, String before, String after) {
    if (!before.equals(after)) {
      nodes
          .computeIfAbsent(new Difference(what, before, after), each -> new ArrayList<>())
          .add(node.id());
    }
  }

  /** The value with who set it. */
  private static String text(String what, PlannedNode node, Optional<String> value) {
    List<String> origins = node.origins().getOrDefault(what, List.of());
    return value.isEmpty()
        ? "none"
        : origins.isEmpty() ? value.get() : origins.get(origins.size() - 1);
  }

  private static Optional<String> memory(PlannedNode node) {
    return Optional.of(node.asked().memory().toString());
  }

  private static Optional<String> cpus(PlannedNode node) {
    return Optional.of(Long.toString(node.asked().cpus()));
  }

  private static Optional<String> time(PlannedNode node) {
    return node.asked().time().map(Object::toString);
  }

  private static String names(List<String> nodes) {
    return nodes.isEmpty() ? "none" : String.join(", ", nodes);
  }

  /** What was found, in the order in which it was. */
  List<RunDiff.NodeChange> all() {
    var all = new ArrayList<RunDiff.NodeChange>();
    nodes.forEach(
        (each, ids) ->
            all.add(new RunDiff.NodeChange(each.what(), each.before(), each.after(), ids)));
    return all;
  }
}
