package hdw.executor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text that grows at its end, as the bytes that it has in a file. */
public final class Utf8Text {
  private static final int ASCII = 0x80;
  private static final int MOST_DIGITS = 10;

  /** To multiply and shift by these is to divide by ten, and takes a tenth of the time. */
  private static final long TENTH = 3435973837L;

  private static final int TENTH_SHIFT = 35;

  /** What an array can hold. */
  private static final long LARGEST = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int size;

  /** An empty text that will have about so many bytes. */
  public Utf8Text(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  /** Adds bytes. */
  public void add(byte[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, bytes, size, piece.length);
    size += piece.length;
  }

  /** Adds a text. */
  public void add(String text) {
    int length = text.length();
    reserve(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ASCII) { // from here on by those who know
        size = at;
        add(text.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[at++] = (byte) c;
    }
    size = at;
  }

  /** Adds a character of ASCII. */
  public void add(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  /** Adds a number in decimal digits. */
  public void add(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      add(Long.toString(number));
      return;
    }
    add((int) number);
  }

  private void add(int number) {
    reserve(MOST_DIGITS);
    int digits = 1;
    for (long power = 10; number >= power; power *= 10) {
      digits++;
    }
    size += digits;
    int rest = number;
    for (int at = size - 1; digits > 0; digits--) {
      int tenth = (int) (rest * TENTH >>> TENTH_SHIFT);
      bytes[at--] = (byte) ('0' + rest - 10 * tenth);
      rest = tenth;
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes =
          Arrays.copyOf(
              bytes,
              Math.max(Math.addExact(size, more), (int) Math.min(LARGEST, 2L * bytes.length)));
    }
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
