package hdw.draw;

import hdw.draw.Drawing.Arc;
import hdw.draw.Drawing.Vertex;
import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.JobInput;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees every job of a plan. */
public final class JobView {
  private final List<Vertex> vertices = new ArrayList<>();
  private final Set<Arc> arcs = new LinkedHashSet<>();

  private JobView() {}

  /** Every job; for plans of which {@link #edges} is small. */
  public static Drawing of(Plan plan) {
    var view = new JobView();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        view.add(node, i);
      }
    }
    return new Drawing(plan.workflow().name(), view.vertices, List.copyOf(view.arcs));
  }

  /** At most how many edges the picture would have. */
  public static long edges(Plan plan) {
    long edges = 0;
    for (NodePlan node : plan.nodes()) {
      for (Feed each : node.feeds()) {
        if (each instanceof Feed.Outputs outputs) {
          long sources = jobs(outputs.sources());
          edges +=
              outputs.kind() == Edge.Kind.GATHER ? sources * node.size() : sources + node.size();
        }
      }
      edges += jobs(node.after()) * node.size();
    }
    return edges;
  }

  private static long jobs(List<NodePlan> nodes) {
    return nodes.stream().mapToLong(NodePlan::size).sum();
  }

  private void add(NodePlan node, int job) {
    Map<String, String> dimensions = Places.texts(node.node().dimensions());
    var name = new ArrayList<>(dimensions.values());
    if (node.size() > 1) {
      name.add((job + 1) + " of " + node.size());
    }
    vertices.add(
        new Vertex(
            node.id(job),
            node.node().task().name(),
            String.join(" · ", name),
            dimensions,
            Map.of(),
            Map.of(Places.of(node.request(job)), 1),
            0));
    for (JobInput each : node.inputs(job)) {
      each.producer()
          .ifPresent(
              from ->
                  arcs.add(
                      new Arc(from.node().id(from.job()), node.id(job), kind(from.node(), node))));
    }
    for (NodePlan each : node.after()) {
      for (int i = 0; i < each.size(); i++) {
        arcs.add(new Arc(each.id(i), node.id(job), Edge.Kind.ORDER));
      }
    }
  }

  private static Edge.Kind kind(NodePlan from, NodePlan to) {
    for (Feed each : to.feeds()) {
      if (each instanceof Feed.Outputs outputs && outputs.sources().contains(from)) {
        return outputs.kind();
      }
    }
    return Edge.Kind.TREE;
  }
}
