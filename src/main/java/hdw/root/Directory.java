package hdw.root;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A directory of a file: its keys in the order in which the file has them. */
record Directory(List<Key> keys) {
  private static final int RECORD = 64;
  private static final int WIDE = 1_000;

  /** As much of a list as is asked for at once. */
  private static final int AT_ONCE = 64 << 10;

  /**
   * Reads a file's top directory.
   *
   * @param record where the directory's record stands, in bytes
   */
  static Directory top(Bytes bytes, long record) throws IOException {
    Extent list = list(bytes, record);
    if (list.offset() == 0) {
      throw new RootException(
          RootException.Kind.NOT_CLOSED,
          "was not closed by whoever wrote it: it has no list of what is in it");
    }
    return new Directory(keys(bytes, list));
  }

  /** Reads a directory in a directory; one that was never written has no keys. */
  static Directory below(Bytes bytes, Key key) throws IOException {
    Extent list = list(bytes, key.content().offset());
    return new Directory(list.offset() == 0 ? List.of() : keys(bytes, list));
  }

  /** Where the list of its keys stands. */
  private static Extent list(Bytes bytes, long record) throws IOException {
    long size = Math.min(RECORD, bytes.size() - record);
    new Extent(record, size, size).check(bytes.size());
    var cursor = new Cursor(new Piece.Stored(bytes, record, (int) size));
    boolean wide = cursor.u16() > WIDE;
    cursor.skip(8);
    long length = cursor.i32();
    cursor.skip(4);
    cursor.offset(wide);
    cursor.offset(wide);
    return new Extent(cursor.offset(wide), length, length);
  }

  private static List<Key> keys(Bytes bytes, Extent list) throws IOException {
    var cursor = new Cursor(Piece.of(bytes, list), AT_ONCE);
    cursor.skipTo(Key.read(cursor).length());
    int count = cursor.i32();
    if (count < 0 || count > cursor.remaining() / Key.LEAST) {
      throw Damage.of("a list of what is in it has " + count + " entries, which do not fit");
    }
    var keys = new ArrayList<Key>();
    for (int i = 0; i < count; i++) {
      keys.add(Key.read(cursor));
    }
    return List.copyOf(keys);
  }

  /** The tree of a name: its highest cycle, or the one behind a {@code ;}. */
  Optional<Key> tree(String name) {
    return highest(each -> each.isTree() && each.name().equals(name))
        .or(() -> highest(each -> each.isTree() && name.equals(each.name() + ";" + each.cycle())));
  }

  /** The directory of a name. */
  Optional<Key> directory(String name) {
    return highest(each -> each.isDirectory() && each.name().equals(name));
  }

  private Optional<Key> highest(Predicate<Key> wanted) {
    return keys.stream().filter(wanted).max(Comparator.comparingInt(Key::cycle));
  }
}
