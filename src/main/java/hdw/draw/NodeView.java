package hdw.draw;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Vertex;
import hdw.graph.Edge;
import hdw.graph.Node;
import hdw.model.Value;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Sees the nodes of a plan: each for itself, or those of a task together that share something. */
public final class NodeView {
  private final Plan plan;
  private final Function<Node, Map<String, Value>> shared;

  private NodeView(Plan plan, Function<Node, Map<String, Value>> shared) {
    this.plan = plan;
    this.shared = shared;
  }

  /** Every node. */
  public static Drawing nodes(Plan plan) {
    return new NodeView(plan, Node::dimensions).draw();
  }

  /** Every task, all its nodes together. */
  public static Drawing tasks(Plan plan) {
    return new NodeView(plan, node -> Map.of()).draw();
  }

  /** For every task and value of a dimension the nodes that have it, together. */
  public static Drawing by(String dimension, Plan plan) {
    return new NodeView(
            plan,
            node -> node.value(dimension).map(each -> Map.of(dimension, each)).orElse(Map.of()))
        .draw();
  }

  /** The dimensions by which the nodes of a plan can be told apart. */
  public static Set<String> dimensions(Plan plan) {
    var dimensions = new LinkedHashSet<String>();
    plan.nodes().forEach(each -> dimensions.addAll(each.node().dimensions().keySet()));
    return dimensions;
  }

  private Drawing draw() {
    Map<String, List<NodePlan>> together = new LinkedHashMap<>();
    Set<Arc> arcs = new LinkedHashSet<>();
    for (NodePlan node : plan.nodes()) {
      together.computeIfAbsent(id(node), none -> new ArrayList<>()).add(node);
      for (Feed each : node.feeds()) {
        if (each instanceof Feed.Outputs outputs) {
          outputs
              .sources()
              .forEach(source -> arcs.add(new Arc(id(source), id(node), outputs.kind())));
        }
      }
      node.after().forEach(each -> arcs.add(new Arc(id(each), id(node), Edge.Kind.ORDER)));
    }
    var vertices = new ArrayList<Vertex>();
    together.forEach((id, nodes) -> vertices.add(vertex(id, nodes)));
    return new Drawing(plan.workflow().name(), vertices, List.copyOf(arcs));
  }

  private String id(NodePlan plan) {
    var id = new StringBuilder(plan.node().task().name());
    shared.apply(plan.node()).values().forEach(each -> id.append('/').append(each.text()));
    return id.toString();
  }

  private Vertex vertex(String id, List<NodePlan> nodes) {
    Node first = nodes.get(0).node();
    var dimensions = new LinkedHashMap<>(Places.texts(shared.apply(first)));
    var over = new LinkedHashMap<String, Integer>();
    for (String each : first.dimensions().keySet()) {
      List<String> values =
          nodes.stream().map(node -> node.node().dimensions().get(each).text()).distinct().toList();
      if (values.size() > 1) {
        over.put(each, values.size());
      } else {
        dimensions.put(each, values.get(0));
      }
    }
    String name = String.join(" · ", dimensions.values());
    return new Vertex(
        id, first.task().name(), name, dimensions, over, Places.of(nodes), nodes.size());
  }
}
