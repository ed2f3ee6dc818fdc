package hdw.root;

import java.io.IOException;
import java.util.List;

/** A TTree, TNtuple or TNtupleD, read for its entries and clusters. */
final class TreeObject {
  private static final String TREE = "TTree";

  private TreeObject() {}

  /** Knows which members stand at the beginning of a tree of some version. */
  @FunctionalInterface
  interface Layout {
    List<Member> of(int version) throws IOException;
  }

  /**
   * Reads the beginning of a tree.
   *
   * @param streamers where the file describes its classes, for versions that are not known
   */
  static Entries read(Bytes bytes, Key key, Extent streamers) throws IOException {
    Layout described = described(bytes, streamers);
    return read(
        bytes,
        key,
        version -> TreeLayout.knows(version) ? TreeLayout.of(version) : described.of(version));
  }

  /** What the file itself says of its trees. */
  static Layout described(Bytes bytes, Extent streamers) {
    return version -> TreeLayout.wanted(Streamers.members(bytes, streamers, TREE, version));
  }

  static Entries read(Bytes bytes, Key key, Layout layout) throws IOException {
    var cursor = new Cursor(Piece.of(bytes, key.content()));
    if (!key.className().equals(TREE)) {
      cursor.frame();
    }
    int version = cursor.frame().version();
    if (version < TreeLayout.LEAST) {
      throw new RootException(
          RootException.Kind.UNSUPPORTED,
          "holds `"
              + key.name()
              + "`, a TTree of version "
              + version
              + " from before ROOT 4, which hdw does not read");
    }
    return entries(key, Members.read(cursor, layout.of(version)));
  }

  private static Entries entries(Key key, Members members) throws RootException {
    long count = members.number(TreeLayout.ENTRIES, -1);
    if (count < 0) {
      throw Damage.of("its tree `" + key.name() + "` has no number of entries that can be");
    }
    return new Entries(
        count,
        ClusterRanges.of(
            count,
            members.all(TreeLayout.RANGE_ENDS),
            members.all(TreeLayout.RANGE_SIZES),
            members.number(TreeLayout.AUTO_FLUSH, 0)));
  }
}
