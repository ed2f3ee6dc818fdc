package hdw.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Signs by which failures that are alike are known, whatever job they happened in: numbers, ids and
 * paths, which differ from job to job, are left out.
 */
final class Signs {
  private static final int LINES = 3;
  private static final Pattern PATH = Pattern.compile("[^\\s\"'`(<\\[=]*/[^\\s\"'`):,;>\\]]*");
  private static final Pattern NUMBER =
      Pattern.compile("\\b0x[0-9a-fA-F]+|\\b(?=[a-f]*[0-9])[0-9a-f]{8,}\\b|[0-9]+(?:\\.[0-9]+)?");

  private Signs() {}

  /** The sign of an ending, from the exit code and the last lines, 64 bits in hexadecimal. */
  static String of(OptionalInt exit, LogTail log) {
    List<String> lines = log.err().isEmpty() ? log.out() : log.err();
    var text = new StringBuilder(exit.isPresent() ? Integer.toString(exit.getAsInt()) : "none");
    for (String each : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
      String alike = PATH.matcher(each).replaceAll("/");
      text.append('\n').append(NUMBER.matcher(alike).replaceAll("#").strip());
    }
    return hash(text.toString());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, Long.BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
