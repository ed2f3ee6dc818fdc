package hdw.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * 64 bits of SHA-256 over a sequence of texts and numbers, each told apart from its neighbours.
 *
 * <p>Of each job there are a few, most of them short, and many of nothing: these cost nothing, and
 * what is short reaches the digest in one piece.
 */
final class Hash {
  private static final int COLLECTED = 256;
  private static final String OF_NOTHING = text(digest());

  private final byte[] collected = new byte[COLLECTED];
  private int size;
  private Optional<MessageDigest> digest = Optional.empty();

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
  }

  Hash add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes.length).add(bytes, bytes.length);
  }

  Hash add(long number) {
    if (size > COLLECTED - Long.BYTES) {
      spill();
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      collected[size++] = (byte) (number >>> shift);
    }
    return this;
  }

  Hash add(byte[] bytes, int length) {
    if (length > COLLECTED - size) {
      spill().update(bytes, 0, length);
    } else {
      System.arraycopy(bytes, 0, collected, size, length);
      size += length;
    }
    return this;
  }

  /** Hands on what was collected. */
  private MessageDigest spill() {
    if (digest.isEmpty()) {
      digest = Optional.of(digest());
    }
    digest.get().update(collected, 0, size);
    size = 0;
    return digest.get();
  }

  /** The hash in hexadecimal; the sequence begins anew. */
  String text() {
    return size == 0 && digest.isEmpty() ? OF_NOTHING : text(spill());
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
