package hdw.plan;

import hdw.graph.Edge;
import java.util.List;
import java.util.Optional;

/**
 * Where the inputs of a node's jobs come from; one for each element of the task's {@code input}, in
 * order.
 */
public sealed interface Feed {

  /** The files of the job's own chunk, or of the whole sample. */
  record ChunkFiles() implements Feed {}

  /** Plain files, for every job; paths as jobs see them. */
  record Files(List<String> paths) implements Feed {
    /** Copies the list. */
    public Files {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Outputs of other nodes.
   *
   * @param sources the nodes, in node order; exactly one for {@link Edge.Kind#EACH}
   * @param task the task that they are nodes of
   * @param output the name of the output that is taken; all of them when empty
   */
  record Outputs(List<NodePlan> sources, String task, Optional<String> output, Edge.Kind kind)
      implements Feed {
    /** Copies the list. */
    public Outputs {
      sources = List.copyOf(sources);
    }

    /** The outputs of one job of a source that are taken. */
    public List<String> of(NodePlan source, int job) {
      List<String> all = source.outputs(job);
      if (output.isEmpty()) {
        return all;
      }
      for (int i = 0; i < all.size(); i++) {
        if (source.node().task().outputs().get(i).name().equals(output.get())) {
          return List.of(all.get(i));
        }
      }
      return List.of();
    }
  }
}
