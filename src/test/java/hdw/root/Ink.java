package hdw.root;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers and texts as ROOT does, big-endian. */
final class Ink {
  private static final int BYTE_COUNT = 0x40000000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Ink u8(long value) {
    bytes.write((int) value);
    return this;
  }

  Ink u16(long value) {
    return u8(value >>> 8).u8(value);
  }

  Ink i32(long... values) {
    for (long each : values) {
      u16(each >>> 16).u16(each);
    }
    return this;
  }

  Ink i64(long... values) {
    for (long each : values) {
      i32(each >>> 32, each);
    }
    return this;
  }

  Ink f64(double value) {
    return i64(Double.doubleToRawLongBits(value));
  }

  /** A position in the file, of 8 bytes or 4. */
  Ink offset(boolean wide, long value) {
    return wide ? i64(value) : i32(value);
  }

  Ink text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return (encoded.length < 255 ? u8(encoded.length) : u8(255).i32(encoded.length)).raw(encoded);
  }

  Ink raw(byte[] values) {
    bytes.writeBytes(values);
    return this;
  }

  /** An object of a class, which says how long it is. */
  Ink object(int version, Ink content) {
    return i32(BYTE_COUNT | content.size() + 2).u16(version).raw(content.bytes());
  }

  int size() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
