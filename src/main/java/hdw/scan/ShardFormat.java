package hdw.scan;

import hdw.root.Clusters;
import hdw.root.Entries;
import hdw.scan.Shard.Key;
import hdw.scan.Shard.Row;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * How a file of the cache is written: a mark that names format and version, rows, a CRC-32 over all
 * of it. A row is a key, size, time, entries, and the ranges of clusters with their number in
 * front; all numbers are big-endian.
 */
final class ShardFormat {
  /** A file grows to this size; then old rows give way. */
  static final int MOST_BYTES = 32 << 20;

  private static final long MARK = 0x6864772d63616368L + 1; // `hdw-cach` and the version
  private static final int FRAME = 2 * Long.BYTES;
  private static final int ROW = 5 * Long.BYTES + Integer.BYTES;

  private ShardFormat() {}

  /** The rows in order, as many of the first as there is room for. */
  static byte[] encode(Map<Key, Row> rows) {
    long wanted = FRAME + rows.values().stream().mapToLong(ShardFormat::size).sum();
    ByteBuffer out = ByteBuffer.allocate((int) Math.min(wanted, MOST_BYTES));
    out.putLong(MARK);
    for (Map.Entry<Key, Row> each : rows.entrySet()) {
      if (out.remaining() - Long.BYTES < size(each.getValue())) {
        break;
      }
      put(out, each.getKey(), each.getValue());
    }
    out.putLong(checksum(out.array(), out.position()));
    return Arrays.copyOf(out.array(), out.position());
  }

  private static int size(Row row) {
    return ROW + 2 * Long.BYTES * row.entries().clusters().ends().length;
  }

  private static void put(ByteBuffer out, Key key, Row row) {
    out.putLong(key.high()).putLong(key.low());
    out.putLong(row.bytes()).putLong(row.modified()).putLong(row.entries().count());
    long[] ends = row.entries().clusters().ends();
    long[] steps = row.entries().clusters().steps();
    out.putInt(ends.length);
    for (int i = 0; i < ends.length; i++) {
      out.putLong(ends[i]).putLong(steps[i]);
    }
  }

  /** The rows; none where the file is torn, foreign, or of another version. */
  static Map<Key, Row> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int end = bytes.length - Long.BYTES;
    if (end < Long.BYTES || in.getLong(0) != MARK || in.getLong(end) != checksum(bytes, end)) {
      return Map.of();
    }
    var rows = new HashMap<Key, Row>();
    try {
      in.position(Long.BYTES).limit(end);
      while (in.hasRemaining()) {
        rows.put(new Key(in.getLong(), in.getLong()), row(in));
      }
      return rows;
    } catch (BufferUnderflowException | IllegalArgumentException foreign) {
      return Map.of();
    }
  }

  private static Row row(ByteBuffer in) {
    long bytes = in.getLong();
    long modified = in.getLong();
    long count = in.getLong();
    int ranges = in.getInt();
    if (ranges < 0 || ranges > EntriesCache.MOST_RANGES) {
      throw new IllegalArgumentException("no row has so many ranges");
    }
    long[] ends = new long[ranges];
    long[] steps = new long[ranges];
    for (int i = 0; i < ranges; i++) {
      ends[i] = in.getLong();
      steps[i] = in.getLong();
    }
    return new Row(bytes, modified, new Entries(count, Clusters.of(ends, steps)));
  }

  private static long checksum(byte[] bytes, int length) {
    var checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }
}
