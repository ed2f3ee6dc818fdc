package hdw.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers that a job wrote into {@code HDW_METRICS}: a name and a number on each line. */
final class Metrics {
  private static final long MOST_BYTES = 1 << 20;

  private Metrics() {}

  /**
   * Reads them; a name that stands twice is summed up, and what is no number is passed over, since
   * a result does not hang on it.
   */
  static Map<String, Double> read(Path file) {
    var metrics = new LinkedHashMap<String, Double>();
    try {
      if (!java.nio.file.Files.isRegularFile(file) || java.nio.file.Files.size(file) > MOST_BYTES) {
        return metrics;
      }
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length == 2) {
          metrics.merge(words[0], Double.parseDouble(words[1]), Double::sum);
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      // what was read so far counts
    }
    return metrics;
  }
}
