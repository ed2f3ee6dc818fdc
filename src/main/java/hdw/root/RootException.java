package hdw.root;

import java.io.IOException;
import java.util.List;

/** What is wrong with a ROOT file, in words that can stand behind its name: `is no ROOT file`. */
public final class RootException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<String> trees;

  /** What kind of wrong. */
  public enum Kind {
    /** It does not begin as a ROOT file does. */
    NOT_ROOT,
    /** It is shorter than it says. */
    TRUNCATED,
    /** Whoever wrote it did not close it. */
    NOT_CLOSED,
    /** What it says of itself does not fit together. */
    DAMAGED,
    /** There is no tree of the wanted name. */
    NO_SUCH_TREE,
    /** It holds a format that hdw does not read, such as an RNTuple from before version 1. */
    UNSUPPORTED
  }

  /** Something is wrong, in these words. */
  public RootException(Kind kind, String message) {
    this(kind, message, List.of());
  }

  /**
   * There is no such tree.
   *
   * @param trees those that there are, by their paths in the file
   */
  public RootException(Kind kind, String message, List<String> trees) {
    super(message);
    this.kind = kind;
    this.trees = List.copyOf(trees);
  }

  /** What kind of wrong. */
  public Kind kind() {
    return kind;
  }

  /** The trees that there are, where the wanted one is not. */
  public List<String> trees() {
    return trees;
  }
}
