package hdw.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks through JSON that is as plain as hdw writes it: ASCII without escapes, no space between two
 * parts, and whole numbers of at most 18 digits.
 *
 * <p>Anything else is not wrong, but {@link NotPlainException odd}: to be read in another way. The
 * bytes have to end with a newline, which is no part of plain JSON: so nothing needs to look for
 * their end.
 */
final class PlainBytes {
  private static final int MOST_DIGITS = 18;
  private static final int LONGEST_NUMBER = 100;
  private static final int HASH_DIGITS = 16;

  /** What each letter is worth as a digit of a hash; -1 for what is none. */
  private static final byte[] DIGITS = digits();

  /** Something that is no plain JSON; nobody wants to know more, so that it costs little. */
  static final class NotPlainException extends Exception {
    private static final long serialVersionUID = 1;

    private NotPlainException() {
      super("not plain", null, false, false);
    }
  }

  private byte[] bytes = {'\n'};
  private int at;

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < HASH_DIGITS; i++) {
      digits["0123456789abcdef".charAt(i)] = (byte) i;
    }
    return digits;
  }

  /** Begins at a place. */
  void begin(byte[] block, int from) {
    bytes = block;
    at = from;
  }

  static NotPlainException odd() {
    return new NotPlainException();
  }

  /** The bytes of a text of ASCII. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes in which this stands. */
  byte[] bytes() {
    return bytes;
  }

  /** Where this stands. */
  int at() {
    return at;
  }

  /** The byte so many bytes ahead; a newline behind the last one. */
  byte peek(int ahead) {
    int i = at + ahead;
    return i < bytes.length ? bytes[i] : (byte) '\n';
  }

  void skip(int count) {
    at += count;
  }

  /** Passes over just these bytes. */
  void expect(byte[] literal) throws NotPlainException {
    byte[] b = bytes;
    int i = at;
    for (byte each : literal) {
      if (b[i] != each) {
        throw odd();
      }
      i++;
    }
    at = i;
  }

  /** Passes over just these bytes, if they come. */
  boolean skips(byte[] literal) {
    byte[] b = bytes;
    int i = at;
    for (byte each : literal) {
      if (b[i] != each) {
        return false;
      }
      i++;
    }
    at = i;
    return true;
  }

  /** Passes over this byte where it comes next. */
  boolean comes(char next) {
    if (bytes[at] == next) {
      at++;
      return true;
    }
    return false;
  }

  /** Passes over a text and the quote at its end; says where that quote is. */
  int text() throws NotPlainException {
    byte[] b = bytes;
    int i = at;
    byte each = b[i];
    while (each != '"') {
      if (each < ' ' || each == '\\') {
        throw odd();
      }
      i++;
      each = b[i];
    }
    at = i + 1;
    return i;
  }

  /** Passes over a whole number. */
  long number() throws NotPlainException {
    byte[] b = bytes;
    int i = at;
    boolean negative = b[i] == '-';
    i += negative ? 1 : 0;
    int first = i;
    long number = 0;
    byte each = b[i];
    while (each >= '0' && each <= '9') {
      number = 10 * number + each - '0';
      i++;
      each = b[i];
    }
    int digits = i - first;
    if (digits == 0 || digits > MOST_DIGITS || digits > 1 && b[first] == '0') {
      throw odd();
    }
    at = i;
    return negative ? -number : number;
  }

  /** The same, for a number that is small. */
  int smallNumber() throws NotPlainException {
    long number = number();
    if (number != (int) number) {
      throw odd();
    }
    return (int) number;
  }

  /** Passes over a number that may be large, or have a fraction or an exponent. */
  double real() throws NotPlainException {
    int from = at;
    int first = bytes[from] == '-' ? from + 1 : from;
    int i = behindDigits(first);
    if (bytes[first] == '0' && i > first + 1) {
      throw odd();
    }
    boolean isSmall = i - first <= MOST_DIGITS;
    if (bytes[i] == '.') {
      i = behindDigits(i + 1);
      isSmall = false;
    }
    if (bytes[i] == 'e' || bytes[i] == 'E') {
      i = behindDigits(bytes[i + 1] == '-' || bytes[i + 1] == '+' ? i + 2 : i + 1);
      isSmall = false;
    }
    if (i - from > LONGEST_NUMBER) {
      throw odd();
    }
    if (isSmall) {
      return number();
    }
    at = i;
    return Double.parseDouble(new String(bytes, from, i - from, StandardCharsets.US_ASCII));
  }

  private int behindDigits(int from) throws NotPlainException {
    int i = from;
    while (bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    if (i == from) {
      throw odd();
    }
    return i;
  }

  /** Passes over a text that is a hash, and the quote at its end. */
  long hash() throws NotPlainException {
    byte[] b = bytes;
    int i = at;
    int end = i + HASH_DIGITS;
    if (end >= b.length) {
      throw odd();
    }
    int odd = 0;
    long hash = 0;
    while (i < end) {
      int digit = DIGITS[b[i] & 0x7f];
      odd |= digit | b[i];
      hash = hash << 4 | digit;
      i++;
    }
    if (odd < 0 || b[end] != '"') {
      throw odd();
    }
    at = end + 1;
    return hash;
  }

  /** Passes over this text and the quote at its end, if just that comes. */
  boolean skipsText(byte[] text) {
    byte[] b = bytes;
    int i = at;
    for (byte each : text) {
      if (b[i] != each) {
        return false;
      }
      i++;
    }
    if (b[i] != '"') {
      return false;
    }
    at = i + 1;
    return true;
  }

  /** Whether these are sixteen digits of a hash in hexadecimal. */
  boolean isHash(int from, int to) {
    if (to - from != HASH_DIGITS) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (DIGITS[bytes[i]] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The hash that these digits make. */
  long hash(int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash << 4 | DIGITS[bytes[i]];
    }
    return hash;
  }
}
