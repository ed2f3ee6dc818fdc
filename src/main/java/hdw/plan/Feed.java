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

    /** Looks at a job; true says that the next one need not be looked at. */
    @FunctionalInterface
    public interface JobVisitor {
      /** Looks at job {@code job} of {@code node}. */
      boolean visit(NodePlan node, int job);
    }

    /**
     * Visits, in order, the jobs whose outputs a job takes; of a source that is a tree itself a
     * gather takes the top alone.
     *
     * @return whether the visitor stopped it
     */
    public boolean visitJobs(NodePlan node, int job, JobVisitor visitor) {
      if (kind == Edge.Kind.TREE) {
        return visitTree(node, job, visitor);
      }
      for (NodePlan source : sources) {
        boolean each = kind == Edge.Kind.EACH;
        // a node with one job gives its result to every job
        int own = each && source.size() > 1 ? job : 0;
        int first = each ? own : firstTaken(source);
        if (visit(source, first, each ? own + 1 : source.size(), visitor)) {
          return true;
        }
      }
      return false;
    }

    /** The first job of a source that is taken where all are: of a tree the top alone. */
    private static int firstTaken(NodePlan source) {
      return source.tree().isPresent() ? source.size() - 1 : 0;
    }

    /**
     * Visits, in order, the jobs whose outputs a job of a tree takes: of level 1 jobs of the
     * sources, of a source that is a tree itself its top alone; of other levels jobs of the tree's
     * own node.
     *
     * @return whether the visitor stopped it
     */
    public boolean visitTree(NodePlan node, int job, JobVisitor visitor) {
      Tree tree = node.tree().orElseThrow();
      if (tree.level(job) > 1) {
        return visit(node, tree.from(job), tree.to(job), visitor);
      }
      int at = 0; // how many inputs the sources so far have
      for (NodePlan source : sources) {
        int first = firstTaken(source);
        int size = source.size() - first;
        int from = Math.max(0, tree.from(job) - at);
        int to = Math.min(size, tree.to(job) - at);
        if (visit(source, first + from, first + to, visitor)) {
          return true;
        }
        at += size;
      }
      return false;
    }

    private static boolean visit(NodePlan node, int from, int to, JobVisitor visitor) {
      for (int i = from; i < to; i++) {
        if (visitor.visit(node, i)) {
          return true;
        }
      }
      return false;
    }

    /** The outputs of one job of a source that are taken. */
    public List<String> of(NodePlan source, int job) {
      List<String> all = source.outputs(job);
      if (output.isEmpty()) {
        return all;
      }
      for (int i = 0; i < all.size(); i++) {
        if (takes(source, i)) {
          return List.of(all.get(i));
        }
      }
      return List.of();
    }

    /** Whether output {@code i} of a source is taken. */
    boolean takes(NodePlan source, int i) {
      return output.isEmpty() || source.node().task().outputs().get(i).name().equals(output.get());
    }
  }
}
