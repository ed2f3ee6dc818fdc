package hdw.graph;

import hdw.model.Input;
import java.util.Optional;

/**
 * Says that a node waits for another.
 *
 * @param input the input that makes it; none for {@code after}
 */
public record Edge(Node from, Node to, Optional<Input.TaskOutputs> input) {

  /** How jobs of the two nodes hang together. */
  public enum Kind {
    /** Each job waits for all jobs. */
    GATHER,
    /** Each job waits for the job with its chunk. */
    EACH,
    /** A tree of jobs takes all jobs together, some at a time. */
    TREE,
    /** All jobs have ended before; nothing comes in. */
    ORDER
  }

  /** Edges are the same when they join the same nodes for the same input. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Edge edge
        && edge.from.equals(from)
        && edge.to.equals(to)
        && edge.place() == place();
  }

  @Override
  public int hashCode() {
    return (from.hashCode() * 31 + to.hashCode()) * 31 + place();
  }

  /** Where the input stands in its file; -1 for {@code after}. */
  private int place() {
    return input.map(each -> each.span().start()).orElse(-1);
  }

  /** Whether it comes from this input of its node. */
  public boolean isFor(Input.TaskOutputs wanted) {
    return input.isPresent() && place() == wanted.span().start();
  }

  /** How jobs of the two nodes hang together. */
  public Kind kind() {
    if (input.isEmpty()) {
      return Kind.ORDER;
    }
    Input.Mode mode = input.get().mode();
    return mode instanceof Input.Mode.Each
        ? Kind.EACH
        : mode instanceof Input.Mode.Tree ? Kind.TREE : Kind.GATHER;
  }
}
