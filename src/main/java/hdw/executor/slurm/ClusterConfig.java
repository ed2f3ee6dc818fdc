package hdw.executor.slurm;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a cluster says of itself, as {@code scontrol show config} prints it.
 *
 * @param version such as {@code 22.05.8}
 * @param maxArraySize how many tasks an array may have: the highest index is one less
 * @param accounting whether {@code sacct} remembers jobs that have left the queue
 * @param minJobAge how many seconds after its end a job is to be seen in the queue
 */
public record ClusterConfig(String version, int maxArraySize, boolean accounting, int minJobAge) {
  private static final int USUAL_ARRAY = 1001;
  private static final int USUAL_AGE = 300;

  /** For each of them there are that many looks at the queue before it is gone. */
  private static final int LOOKS = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Reads it. */
  public static ClusterConfig parse(String text) {
    return new ClusterConfig(
        value(text, "SLURM_VERSION").orElse("?"),
        number(text, "MaxArraySize").filter(each -> each > 0).orElse(USUAL_ARRAY),
        value(text, "AccountingStorageType").filter(each -> !each.endsWith("/none")).isPresent(),
        number(text, "MinJobAge").orElse(USUAL_AGE));
  }

  /** How often the queue is to be looked at, where nothing else tells how jobs ended. */
  Duration pause(Duration usual) {
    Duration most = Duration.ofSeconds(minJobAge).dividedBy(LOOKS);
    if (accounting || minJobAge == 0 || most.compareTo(usual) >= 0) {
      return usual;
    }
    return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
  }

  private static Optional<Integer> number(String text, String name) {
    return value(text, name).filter(each -> each.matches("[0-9]{1,9}")).map(Integer::parseInt);
  }

  private static Optional<String> value(String text, String name) {
    var line = Pattern.compile("^" + name + "\\s*=\\s*(\\S+)", Pattern.MULTILINE).matcher(text);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }
}
