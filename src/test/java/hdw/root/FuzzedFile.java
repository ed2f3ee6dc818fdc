package hdw.root;

import java.io.IOException;

/** Reads all that can be read of a file that may be spoilt. */
final class FuzzedFile {
  private FuzzedFile() {}

  /**
   * Reads a file; what its trees say must be possible.
   *
   * @return whether all of its trees could be read
   */
  static boolean read(Bytes bytes) throws IOException {
    RootFile file = RootFile.open(bytes);
    Described described = Described.of(bytes);
    boolean whole = true;
    for (RootObject each : file.objects()) {
      if (each.isTree()) {
        whole &= tryToRead(() -> tree(file, each));
      }
    }
    for (RootObject each : described.trees()) {
      // few of the files that tests write describe their classes
      tryToRead(() -> check(described.said(each)));
    }
    return whole;
  }

  /** Reads something that may be spoilt. */
  @FunctionalInterface
  private interface Reading {
    void read() throws IOException;
  }

  private static boolean tryToRead(Reading reading) {
    try {
      reading.read();
      return true;
    } catch (IOException spoilt) {
      return false;
    }
  }

  private static void tree(RootFile file, RootObject tree) throws IOException {
    check(file.entries(tree.id()));
    file.compression(tree);
  }

  private static void check(Entries entries) {
    long[] ends = entries.clusters().ends();
    boolean within = ends.length == 0 || ends[ends.length - 1] <= entries.count();
    if (entries.count() < 0 || !within || entries.clusters().count() > entries.count()) {
      throw new AssertionError("this cannot be: " + entries);
    }
  }
}
