package hdw.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out what to cut so that the halves of a job's chunk take its place. */
public final class Halving {
  private Halving() {}

  /**
   * The chunks to cut for a job: by the ids of the nodes that split a sample themselves, in the
   * plan's order, each with the id of its chunk.
   *
   * <p>There are several where {@code each} joins jobs of several such nodes: their chunks must
   * stay the same. Add them all to {@link Cuts}, and let {@link Planner#recut} plan anew.
   *
   * <p>Only a chunk of several files or events can be halved. A node without chunks, such as a
   * gather, a tree or a task with {@code split = none}, has one job for each node under an id and
   * an output path in which no chunk stands, so that two jobs could not take its place, however
   * many files it has.
   *
   * @param node one of the plan's own
   * @return nothing where the node has no chunks, and where the chunk is a single file or event
   */
  public static Optional<Map<String, String>> of(Plan plan, NodePlan node, int job) {
    if (node.chunks().isEmpty() || !node.chunks().get().slice(job).canBeHalved()) {
      return Optional.empty();
    }
    var group = new ChunkGroups(plan).of(node);
    var owners = new LinkedHashMap<String, String>();
    for (NodePlan each : plan.nodes()) {
      if (group.contains(each) && each.splits()) {
        owners.put(each.node().id(), each.chunks().orElseThrow().id(job));
      }
    }
    return owners.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableMap(owners));
  }
}
