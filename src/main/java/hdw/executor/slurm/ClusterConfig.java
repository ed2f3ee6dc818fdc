package hdw.executor.slurm;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a cluster says of itself, as {@code scontrol show config} prints it.
 *
 * @param version such as {@code 22.05.8}
 * @param maxArraySize how many tasks an array may have: the highest index is one less
 * @param accounting whether {@code sacct} remembers jobs that have left the queue
 */
public record ClusterConfig(String version, int maxArraySize, boolean accounting) {
  private static final int USUAL_ARRAY = 1001;

  /** Reads it. */
  public static ClusterConfig parse(String text) {
    return new ClusterConfig(
        value(text, "SLURM_VERSION").orElse("?"),
        value(text, "MaxArraySize")
            .filter(each -> each.matches("[1-9][0-9]{0,8}"))
            .map(Integer::parseInt)
            .orElse(USUAL_ARRAY),
        value(text, "AccountingStorageType").filter(each -> !each.endsWith("/none")).isPresent());
  }

  private static Optional<String> value(String text, String name) {
    var line = Pattern.compile("^" + name + "\\s*=\\s*(\\S+)", Pattern.MULTILINE).matcher(text);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }
}
