package hdw.root;

import java.io.IOException;
import java.util.Set;

/**
 * An entry of a directory: what an object is called and where it stands, as ROOT's {@code
 * TKey::ReadKeyBuffer} reads it.
 *
 * @param start where the object's record begins, in bytes
 * @param length of the key itself, which the object's bytes follow
 * @param content the object's bytes
 */
record Key(
    long start,
    int length,
    Extent content,
    int cycle,
    String className,
    String name,
    String title) {
  /** A key with empty texts. */
  static final int LEAST = 29;

  static final String NTUPLE = "ROOT::RNTuple";
  static final String EARLY_NTUPLE = "ROOT::Experimental::RNTuple";
  private static final Set<String> TREES =
      Set.of("TTree", "TNtuple", "TNtupleD", NTUPLE, EARLY_NTUPLE);
  private static final Set<String> DIRECTORIES = Set.of("TDirectory", "TDirectoryFile");
  private static final int WIDE = 1_000;

  static Key read(Cursor cursor) throws IOException {
    long bytes = cursor.i32();
    boolean wide = cursor.u16() > WIDE;
    long full = cursor.i32();
    cursor.skip(4);
    int length = cursor.u16();
    int cycle = cursor.u16();
    long start = cursor.offset(wide);
    cursor.offset(wide);
    return new Key(
        start,
        length,
        new Extent(start + length, bytes - length, full),
        cycle,
        cursor.text(),
        cursor.text(),
        cursor.text());
  }

  /** Whether it is a TTree, one of its kinds, or an RNTuple. */
  boolean isTree() {
    return TREES.contains(className);
  }

  boolean isDirectory() {
    return DIRECTORIES.contains(className);
  }

  /**
   * What is said of the object.
   *
   * @param path of its directory, with a slash behind it where it is not the top one
   */
  RootObject object(String path) {
    return new RootObject(
        path + name, className, title, cycle, content.stored(), content.full(), isTree());
  }
}
