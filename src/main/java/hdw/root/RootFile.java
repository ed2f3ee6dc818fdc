package hdw.root;

import java.io.IOException;

/** A ROOT file, opened for what it says of itself. */
public final class RootFile {
  private RootFile() {}

  /**
   * Reads a file's header, and of its directories what leads to the objects.
   *
   * @throws RootException where it is no ROOT file, or a broken one
   * @throws MissingBytesException where a piece has not been fetched
   */
  public static RootFile open(Bytes bytes) throws IOException {
    throw new RootException(RootException.Kind.UNSUPPORTED, "cannot be read yet: " + bytes.size());
  }

  /**
   * The entries of a tree; of several cycles the highest.
   *
   * @param tree its path in the file, such as {@code Events} or {@code ntuples/tree}
   */
  public Entries entries(String tree) throws IOException {
    throw new RootException(RootException.Kind.NO_SUCH_TREE, "has no tree `" + tree + "`");
  }
}
