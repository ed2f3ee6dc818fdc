package hdw.run;

import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A record as bytes, in one object, not in fourteen: nearly all that a large run's state holds are
 * records.
 *
 * <p>Five texts, of which one that is a hash is a byte and its 64 bits; then path, size and time of
 * each output.
 */
final class PackedRecord {
  /** The record of which nothing is known. */
  static final byte[] NOTHING = new byte[0];

  static final byte HASH = 1;
  static final byte TEXT = 0;
  private static final int HASH_DIGITS = 16;
  private static final int TEXTS = 5;

  private PackedRecord() {}

  static byte[] pack(JobRecord record) {
    if (record.isNothing()) {
      return NOTHING;
    }
    Parts parts = record.parts();
    var texts =
        List.of(parts.command(), parts.values(), parts.needs(), parts.inputs(), record.upstream());
    int size = 0;
    for (String each : texts) {
      size += 1 + Math.max(Long.BYTES, Integer.BYTES + longest(each));
    }
    for (OutputStat each : record.outputs()) {
      size += Integer.BYTES + longest(each.path()) + 2 * Long.BYTES;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    texts.forEach(each -> put(buffer, each));
    for (OutputStat each : record.outputs()) {
      putText(buffer, each.path());
      buffer.putLong(each.bytes()).putLong(each.modified());
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** The bytes that a text may take. */
  private static int longest(String text) {
    return 3 * text.length();
  }

  private static void put(ByteBuffer buffer, String text) {
    if (isHash(text)) {
      buffer.put(HASH).putLong(HexFormat.fromHexDigitsToLong(text));
    } else {
      buffer.put(TEXT);
      putText(buffer, text);
    }
  }

  private static boolean isHash(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return text.length() == HASH_DIGITS;
  }

  private static void putText(ByteBuffer buffer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(bytes.length).put(bytes);
  }

  static JobRecord unpack(byte[] packed) {
    if (packed.length == 0) {
      return JobRecord.NONE;
    }
    ByteBuffer buffer = ByteBuffer.wrap(packed);
    String[] texts = new String[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      texts[i] = buffer.get() == HASH ? HexFormat.of().toHexDigits(buffer.getLong()) : text(buffer);
    }
    List<OutputStat> outputs = new ArrayList<>(1);
    while (buffer.hasRemaining()) {
      outputs.add(new OutputStat(text(buffer), buffer.getLong(), buffer.getLong()));
    }
    return new JobRecord(new Parts(texts[0], texts[1], texts[2], texts[3]), texts[4], outputs);
  }

  private static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
