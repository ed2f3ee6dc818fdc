package hdw.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 64 bits of SHA-256 over a sequence of texts and numbers, each told apart from its neighbours. */
final class Hash {
  private final MessageDigest digest;

  Hash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  Hash add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  Hash add(long number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      digest.update((byte) (number >>> shift));
    }
    return this;
  }

  Hash add(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    return this;
  }

  /** The hash in hexadecimal; the sequence begins anew. */
  String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
  }

  /** A hash as a number, which takes less memory than its text; 0 for what is none. */
  static long number(String text) {
    try {
      return Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException noHash) {
      return 0;
    }
  }

  /** The text of a hash that is a number. */
  static String text(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}
