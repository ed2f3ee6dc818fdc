package hdw.scan;

import java.util.List;
import java.util.Optional;

/** Counts the entries of files. */
@FunctionalInterface
public interface Scan {

  /**
   * Looks at files, many at a time.
   *
   * @return an outcome for each file, in their order
   */
  List<Outcome> read(List<Asked> files);

  /**
   * A file to look at.
   *
   * @param path as jobs see it: how it is named to people, and a URL as it is opened
   * @param local where it lies on this machine; nothing for a URL
   * @param tree the wanted tree's path in the file
   */
  record Asked(String path, Optional<java.nio.file.Path> local, String tree) {}

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * It was read.
   *
   * @param bytes its size
   * @param modified its time of last change in milliseconds since 1970; -1 where unknown
   */
  record Counted(long bytes, long modified, hdw.root.Entries entries) implements Outcome {}

  /**
   * It could not be.
   *
   * @param message words that can stand behind its name, such as {@code is cut off}
   * @param trees those that there are, where the wanted one is not
   */
  record Failed(Kind kind, String message, List<String> trees) implements Outcome {
    /** Copies the list. */
    public Failed {
      trees = List.copyOf(trees);
    }
  }

  /** What kind of failure. */
  enum Kind {
    /** There is no such file. */
    MISSING,
    /** It cannot be reached or may not be read: another try, or another replica, may do. */
    UNREACHABLE,
    /** It is no ROOT file, or a broken one. */
    BROKEN,
    /** It is a ROOT file without such a tree. */
    NO_SUCH_TREE
  }
}
