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

  /**
   * The sign of an ending, 64 bits in hexadecimal: from the exit code and the last lines, and from
   * what the scheduler said where it ended the job.
   */
  static String of(Evidence evidence, LogTail log) {
    OptionalInt exit = evidence.exit();
    List<String> lines = log.err().isEmpty() ? log.out() : log.err();
    var text = new StringBuilder(exit.isPresent() ? Integer.toString(exit.getAsInt()) : "none");
    if (evidence.verdict() != Verdict.ENDED) {
      text.append('\n').append(alike(evidence.said()));
    }
    for (String each : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
      text.append('\n').append(alike(each));
    }
    return hash(text.toString());
  }

  private static String alike(String line) {
    String paths = PATH.matcher(line).replaceAll("/");
    return NUMBER.matcher(paths).replaceAll("#").strip();
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
