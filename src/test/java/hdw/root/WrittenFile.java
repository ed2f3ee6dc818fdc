package hdw.root;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ROOT file of some kilobytes that a test writes: trees with entries and clusters, in the layout
 * of ROOT's own files.
 *
 * <p>{@code new WrittenFile().tree("Events", 1000, 100).write(path)} has 10 clusters. It has no
 * branches and no descriptions of classes: hdw reads it, ROOT would find nothing to read.
 */
public final class WrittenFile {
  private static final int BLOCK = 0xffffff;
  private static final int CLASSIC = 62_208;
  private static final int MILLION = 1_000_000;
  private static final String NAME = "written.root";

  private final List<WrittenTree> trees = new ArrayList<>();
  private final Set<Part> wide = EnumSet.noneOf(Part.class);
  private Compression compression = Compression.ZLIB;
  private int block = BLOCK;
  private int begin = 100;
  private long gap;

  /** What may have positions of 8 bytes, each without the others. */
  public enum Part {
    /** The first bytes of a file. */
    HEADER,
    /** Records of directories. */
    DIRECTORIES,
    /** Keys, in lists and in front of objects. */
    KEYS
  }

  /** Adds a tree with clusters of one size, as ROOT 6 writes it. */
  public WrittenFile tree(String path, long entries, long cluster) {
    return tree(WrittenTree.of(path, entries).every(cluster));
  }

  /** Adds a tree. */
  public WrittenFile tree(WrittenTree tree) {
    trees.add(tree);
    return this;
  }

  /** Compresses the trees; zlib without it. */
  public WrittenFile compressed(Compression compression) {
    this.compression = compression;
    return this;
  }

  /** Compresses in blocks of so many bytes, where ROOT takes 16 MiB. */
  public WrittenFile blocks(int bytes) {
    block = bytes;
    return this;
  }

  /** Gives these parts positions of 8 bytes. */
  public WrittenFile wide(Part... parts) {
    wide.addAll(List.of(parts));
    return this;
  }

  /** Puts the first record here; Geant4 takes 64. */
  public WrittenFile begin(int offset) {
    begin = offset;
    return this;
  }

  /** Leaves so many bytes empty in front of the trees; on disk they take no room. */
  public WrittenFile gap(long bytes) {
    gap = bytes;
    return this;
  }

  /** Writes it, in place of what is there. */
  public void write(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      for (Map.Entry<Long, byte[]> each : pieces().entrySet()) {
        channel.write(ByteBuffer.wrap(each.getValue()), each.getKey());
      }
    }
  }

  /** Its bytes; there must be no gap. */
  public byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (Map.Entry<Long, byte[]> each : pieces().entrySet()) {
      bytes.writeBytes(new byte[(int) (each.getKey() - bytes.size())]);
      bytes.writeBytes(each.getValue());
    }
    return bytes.toByteArray();
  }

  private Map<Long, byte[]> pieces() throws IOException {
    var sheet = new Sheet(compression, block, wide);
    sheet.skip(begin);
    int name = sheet.top(NAME, gap, trees);
    long end = sheet.end();
    boolean isWide = wide.contains(Part.HEADER);
    var header = new Ink().raw(new byte[] {'r', 'o', 'o', 't'});
    header.i32(isWide ? CLASSIC + MILLION : CLASSIC).i32(begin);
    header.offset(isWide, end).offset(isWide, end).i32(0, 0, name).u8(isWide ? 8 : 4);
    header.i32(setting()).offset(isWide, 0).i32(0);
    sheet.put(0, header.bytes());
    return sheet.pieces();
  }

  /** ROOT's own levels: 100 times the algorithm, and how hard it tries. */
  private int setting() {
    return switch (compression) {
      case NONE -> 0;
      case ZLIB -> 101;
      case LZMA -> 207;
      case OLD -> 301;
      case LZ4 -> 404;
      case ZSTD -> 505;
    };
  }
}
