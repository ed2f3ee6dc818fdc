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
