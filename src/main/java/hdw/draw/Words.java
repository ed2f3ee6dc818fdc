package hdw.draw;

import hdw.draw.Drawing.Vertex;
import hdw.graph.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What pictures say, the same in every format. */
final class Words {
  private Words() {}

  /** How much there is: {@code 22 nodes, 48 jobs}; a single node is not counted. */
  static String count(List<Vertex> vertices) {
    int nodes = vertices.stream().mapToInt(Vertex::nodes).sum();
    long jobs = vertices.stream().mapToLong(Vertex::jobs).sum();
    return (nodes > 1 ? nodes + " nodes, " : "") + count(jobs, "job");
  }

  /** {@code 1 job}, {@code 2 jobs}. */
  static String count(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  /** Where the jobs run: {@code local}, {@code htcondor (espresso, workday), local}. */
  static String places(List<Vertex> vertices) {
    Map<String, Set<String>> queues = new LinkedHashMap<>();
    vertices.forEach(
        vertex ->
            vertex
                .places()
                .keySet()
                .forEach(
                    place -> {
                      Set<String> known =
                          queues.computeIfAbsent(place.executor(), none -> new LinkedHashSet<>());
                      place.queue().ifPresent(known::add);
                    }));
    return queues.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    + (each.getValue().isEmpty()
                        ? ""
                        : " (" + String.join(", ", each.getValue()) + ")"))
        .collect(Collectors.joining(", "));
  }

  /** How much a vertex is, beside its name and among others of its task. */
  static String rest(Vertex vertex, boolean samePlace) {
    var rest = new ArrayList<String>();
    vertex.over().forEach((dimension, values) -> rest.add(dimension + " (" + values + ")"));
    if (vertex.nodes() > 0) {
      rest.add(count(vertex.jobs(), "job"));
    }
    if (!samePlace) {
      rest.add(places(List.of(vertex)));
    }
    return String.join(", ", rest);
  }

  /** Whether all vertices of a task have their jobs in the same places. */
  static boolean samePlace(List<Vertex> task) {
    return task.stream().map(each -> each.places().keySet()).distinct().count() == 1;
  }

  /** What nodes of one vertex differ in: {@code for each sample (8), variation (3)}. */
  static String over(Vertex vertex) {
    return vertex.over().isEmpty()
        ? ""
        : "for each "
            + vertex.over().entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining(", "));
  }

  /** The name of a kind of edge, as it stands in JSON. */
  static String kind(Edge.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
