package hdw.run;

import hdw.run.PlainBytes.NotPlainException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads records of results from plain JSON right into the bytes that {@link PackedRecord} has. */
final class PlainRecords {
  private static final byte[] COMMAND = PlainBytes.ascii("{\"command\":\"");
  private static final byte[] VALUES = PlainBytes.ascii(",\"values\":\"");
  private static final byte[] NEEDS = PlainBytes.ascii(",\"needs\":\"");
  private static final byte[] INPUTS = PlainBytes.ascii(",\"inputs\":\"");
  private static final byte[] UPSTREAM = PlainBytes.ascii(",\"upstream\":\"");
  private static final byte[] OUTPUTS = PlainBytes.ascii(",\"outputs\":[");
  private static final byte[] PATH = PlainBytes.ascii("{\"path\":\"");
  private static final byte[] BYTES = PlainBytes.ascii(",\"bytes\":");
  private static final byte[] MODIFIED = PlainBytes.ascii(",\"modified\":");
  private static final byte[] END = PlainBytes.ascii("]}");
  private static final byte[][] TEXTS = {COMMAND, VALUES, NEEDS, INPUTS, UPSTREAM};

  private final boolean glances;
  private ByteBuffer packed = ByteBuffer.allocate(1 << 10);

  /**
   * Reads records.
   *
   * @param glances whether nothing of them is wanted but that they are there
   */
  PlainRecords(boolean glances) {
    this.glances = glances;
  }

  /** Passes over a record, which it gives to a line. */
  void read(PlainBytes json, JobLine line) throws NotPlainException {
    packed.clear();
    boolean empty = true;
    for (byte[] each : TEXTS) {
      json.expect(each);
      int from = json.at();
      int to = json.text();
      empty &= from == to;
      addText(json, from, to);
    }
    json.expect(OUTPUTS);
    empty &= json.peek(0) == ']';
    if (json.peek(0) != ']') {
      do {
        readOutput(json);
      } while (json.comes(','));
    }
    json.expect(END);
    line.record =
        glances || empty ? PackedRecord.NOTHING : Arrays.copyOf(packed.array(), packed.position());
  }

  private void readOutput(PlainBytes json) throws NotPlainException {
    json.expect(PATH);
    int from = json.at();
    int to = json.text();
    json.expect(BYTES);
    long bytes = json.number();
    json.expect(MODIFIED);
    long modified = json.number();
    if (!json.comes('}')) {
      throw PlainBytes.odd();
    }
    if (!glances) {
      room(to - from + Integer.BYTES + 2 * Long.BYTES);
      packed.putInt(to - from).put(json.bytes(), from, to - from);
      packed.putLong(bytes).putLong(modified);
    }
  }

  private void addText(PlainBytes json, int from, int to) {
    if (glances) {
      return;
    }
    room(to - from + 1 + Long.BYTES);
    if (json.isHash(from, to)) {
      packed.put(PackedRecord.HASH).putLong(json.hash(from, to));
    } else {
      packed.put(PackedRecord.TEXT).putInt(to - from).put(json.bytes(), from, to - from);
    }
  }

  private void room(int more) {
    if (packed.remaining() < more) {
      byte[] larger = Arrays.copyOf(packed.array(), 2 * packed.capacity() + more);
      packed = ByteBuffer.wrap(larger).position(packed.position());
    }
  }
}
