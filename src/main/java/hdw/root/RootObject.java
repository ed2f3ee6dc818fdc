package hdw.root;

/**
 * An object of a file.
 *
 * @param path its directories and its name, such as {@code ntuples/tree}
 * @param className such as {@code TTree}
 * @param cycle the higher of two objects of one path is the newer
 * @param storedBytes the size of its record in the file; data of a tree are apart from it
 * @param fullBytes the record's size unpacked
 * @param isTree whether it has entries: a TTree, TNtuple or RNTuple
 */
public record RootObject(
    String path,
    String className,
    String title,
    int cycle,
    long storedBytes,
    long fullBytes,
    boolean isTree) {

  /** Its path and cycle, which no other object of the file has. */
  public String id() {
    return path + ";" + cycle;
  }
}
