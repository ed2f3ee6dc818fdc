package hdw.draw;

import hdw.graph.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a picture shows, whatever it is written as.
 *
 * @param vertices each behind those it waits for
 */
public record Drawing(String workflow, List<Vertex> vertices, List<Arc> arcs) {

  /** Copies the lists. */
  public Drawing {
    vertices = List.copyOf(vertices);
    arcs = List.copyOf(arcs);
  }

  /**
   * Some nodes of a task, one node, or one of its jobs.
   *
   * @param name what tells it from the others of its task; empty where there are no others
   * @param dimensions the values that its nodes share, by dimension
   * @param over for every other dimension, how many values its nodes have
   * @param places how many jobs run where
   * @param nodes how many nodes it stands for; none for a job
   */
  public record Vertex(
      String id,
      String task,
      String name,
      Map<String, String> dimensions,
      Map<String, Integer> over,
      Map<Place, Integer> places,
      int nodes) {

    /** Copies the maps, keeping their order. */
    public Vertex {
      dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
      over = Collections.unmodifiableMap(new LinkedHashMap<>(over));
      places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /** How many jobs there are. */
    public long jobs() {
      return places.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The executor, where all jobs have the same. */
    public Optional<String> executor() {
      List<String> all = places.keySet().stream().map(Place::executor).distinct().toList();
      return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The queue, where all jobs have the same. */
    public Optional<String> queue() {
      return places.size() == 1 ? places.keySet().iterator().next().queue() : Optional.empty();
    }
  }

  /** Where a job runs. */
  public record Place(String executor, Optional<String> queue) {}

  /** Says that the second vertex waits for the first; both by their ids. */
  public record Arc(String from, String to, Edge.Kind kind) {}

  /** How many jobs there are. */
  public long jobs() {
    return vertices.stream().mapToLong(Vertex::jobs).sum();
  }

  /** The vertices of each task. */
  public Map<String, List<Vertex>> tasks() {
    var tasks = new LinkedHashMap<String, List<Vertex>>();
    for (Vertex each : vertices) {
      tasks.computeIfAbsent(each.task(), none -> new ArrayList<>()).add(each);
    }
    return tasks;
  }
}
