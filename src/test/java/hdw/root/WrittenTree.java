package hdw.root;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A TTree for a {@link WrittenFile}: entries and clusters, and no branches.
 *
 * @param path in the file, such as {@code Events} or {@code ntuples/tree}
 * @param version of the class TTree: 5, or 16 to 20
 * @param lasts the last entry of each range of clusters, included; from version 19
 * @param sizes of each range's clusters, in entries
 * @param autoFlush entries of a cluster behind the ranges; negative for bytes; from version 18
 */
public record WrittenTree(
    String path,
    int cycle,
    int version,
    long entries,
    List<Long> lasts,
    List<Long> sizes,
    long autoFlush) {
  /** What ROOT takes where nobody asks for clusters: so many bytes. */
  private static final long BYTES = -30_000_000;

  /** About as much as the branches of a small tree. */
  private static final int BRANCHES = 4_000;

  /** A tree of one cluster, as ROOT 6 writes it. */
  public static WrittenTree of(String path, long entries) {
    return new WrittenTree(path, 1, 20, entries, List.of(), List.of(), BYTES);
  }

  /** The same with clusters of one size; 0 for nothing said of them. */
  public WrittenTree every(long size) {
    return new WrittenTree(path, cycle, version, entries, lasts, sizes, size);
  }

  /** The same with ranges of clusters in front of what is said by {@link #every}. */
  public WrittenTree ranges(long[] lasts, long[] sizes) {
    return new WrittenTree(path, cycle, version, entries, list(lasts), list(sizes), autoFlush);
  }

  private static List<Long> list(long[] numbers) {
    return LongStream.of(numbers).boxed().toList();
  }

  /** The same of another version of TTree. */
  public WrittenTree version(int version) {
    return new WrittenTree(path, cycle, version, entries, lasts, sizes, autoFlush);
  }

  /** The same as another cycle. */
  public WrittenTree cycle(int cycle) {
    return new WrittenTree(path, cycle, version, entries, lasts, sizes, autoFlush);
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of its directory, without a slash at its end. */
  String directory() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The object as it is before it is compressed. */
  byte[] object() {
    var content = new Ink();
    content.object(1, new Ink().u16(1).i32(0, 0x03000000).text(name()).text("written by a test"));
    content.object(2, new Ink().u16(602).u16(1).u16(1));
    content.object(2, new Ink().u16(0).u16(1001));
    content.object(2, new Ink().u16(1).u16(1).i32(Float.floatToIntBits(1)));
    if (version < TreeLayout.LEAST + 1) {
      oldNumbers(content);
    } else {
      numbers(content);
    }
    return new Ink().object(version, content.raw(branches())).bytes();
  }

  private void oldNumbers(Ink content) {
    content.f64((double) entries).f64(0).f64(0).f64(0);
    content.i32(0, 25, 0).i32(1_000_000_000, 0, 100_000_000, 1_000_000);
  }

  private void numbers(Ink content) {
    content.i64(entries, 0, 0, 0);
    if (version >= 18) {
      content.i64(0);
    }
    content.f64(1).i32(0, 25, 0);
    if (version >= 17) {
      content.i32(1_000);
    }
    if (version >= 19) {
      content.i32(lasts.size());
    }
    content.i64(1_000_000_000_000L, 1_000_000_000_000L, 0, -300_000_000);
    if (version >= 18) {
      content.i64(autoFlush);
    }
    content.i64(1_000_000);
    if (version >= 19) {
      content
          .u8(lasts.isEmpty() ? 0 : 1)
          .i64(array(lasts))
          .u8(sizes.isEmpty() ? 0 : 1)
          .i64(array(sizes));
    }
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  /** Half noise, so that it is compressed, yet not to nothing. */
  private byte[] branches() {
    byte[] branches = new byte[BRANCHES];
    var random = new Random(entries);
    for (int i = 0; i < branches.length; i += 2) {
      branches[i] = (byte) random.nextInt();
    }
    return branches;
  }
}
