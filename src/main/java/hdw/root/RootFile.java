package hdw.root;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A ROOT file, opened for what it says of itself: objects, and of a tree the entries and clusters.
 *
 * <p>Reads little: the header, the list of keys, the beginning of a tree. Whoever fetches a file
 * from elsewhere does well to have its first {@link #HEAD} and last {@link #TAIL} bytes before, and
 * to fetch at least {@link #AHEAD} bytes from where a {@link MissingBytesException} says. What is
 * read depends on the bytes alone.
 *
 * <p>Whatever the bytes are, nothing but an {@link IOException} is thrown, and no more than some
 * 100 MB of memory are taken.
 */
public final class RootFile {
  /** Header and top directory are within so many first bytes. */
  public static final int HEAD = 4 << 10;

  /** ROOT puts the list of keys, and often the tree itself, into so many last bytes. */
  public static final int TAIL = 64 << 10;

  /** So much of a compressed tree is enough for its entries, nearly always. */
  public static final int AHEAD = 64 << 10;

  private final Bytes bytes;
  private final FileHeader header;
  private final Directory top;

  private RootFile(Bytes bytes, FileHeader header, Directory top) {
    this.bytes = bytes;
    this.header = header;
    this.top = top;
  }

  /**
   * Reads a file's header, and of its directories what leads to the objects.
   *
   * @throws RootException where it is no ROOT file, or a broken one
   * @throws MissingBytesException where a piece has not been fetched
   */
  public static RootFile open(Bytes bytes) throws IOException {
    FileHeader header = FileHeader.read(bytes);
    return new RootFile(bytes, header, Directory.top(bytes, header.directory()));
  }

  /** The version of ROOT that wrote it, such as {@code 6.22/08}; {@code unknown} is possible. */
  public String version() {
    return header.versionText();
  }

  /**
   * How it was to be compressed, such as {@code zlib, level 1}; objects may differ, see {@link
   * #compression(RootObject)}.
   */
  public String compression() {
    return Compression.words(header.compression());
  }

  /** All objects of all directories, all cycles, in the file's order; directories are left out. */
  public List<RootObject> objects() throws IOException {
    return new Walk(bytes).objects(top);
  }

  /**
   * A tree; of several cycles the highest.
   *
   * @param path as in {@link #entries(String)}
   */
  public RootObject tree(String path) throws IOException {
    Key key = key(path);
    String plain = path.startsWith("/") ? path.substring(1) : path;
    return key.object(plain.substring(0, plain.lastIndexOf(key.name())));
  }

  /**
   * The entries of a tree; of several cycles the highest.
   *
   * @param tree its path in the file, such as {@code Events} or {@code ntuples/tree}; a cycle may
   *     stand behind it, as in {@code Events;1}
   */
  public Entries entries(String tree) throws IOException {
    Key key = key(tree);
    return switch (key.className()) {
      case Key.EARLY_NTUPLE -> throw NtupleObject.early();
      case Key.NTUPLE -> new NtupleObject(bytes, key).entries();
      default -> TreeObject.read(bytes, key, header.streamers());
    };
  }

  /** How a tree's own record is compressed; of an RNTuple, its description. */
  public Compression compression(RootObject tree) throws IOException {
    Key key = key(tree.id());
    Extent extent =
        key.className().equals(Key.NTUPLE) ? new NtupleObject(bytes, key).header() : key.content();
    return Piece.of(bytes, extent) instanceof Packed packed
        ? packed.compression()
        : Compression.NONE;
  }

  /** The key of a tree; of several cycles the highest. */
  Key key(String path) throws IOException {
    Optional<Key> found = find(top, path.startsWith("/") ? path.substring(1) : path);
    if (found.isPresent()) {
      return found.get();
    }
    throw noSuchTree(path, new Walk(bytes).trees(top));
  }

  /** Opens only directories on the way: others may be many, and far away. */
  private Optional<Key> find(Directory directory, String path) throws IOException {
    Optional<Key> tree = directory.tree(path);
    for (int slash = path.indexOf('/'); tree.isEmpty() && slash >= 0; ) {
      Optional<Key> below = directory.directory(path.substring(0, slash));
      if (below.isPresent()) {
        tree = find(Directory.below(bytes, below.get()), path.substring(slash + 1));
      }
      slash = path.indexOf('/', slash + 1);
    }
    return tree;
  }

  private static RootException noSuchTree(String wanted, List<String> trees) {
    String others =
        switch (trees.size()) {
          case 0 -> ", and no other";
          default -> "; it has " + Walk.words(trees);
        };
    return new RootException(
        RootException.Kind.NO_SUCH_TREE, "has no tree `" + wanted + "`" + others, trees);
  }
}
