package hdw.executor.slurm;

import hdw.model.SlurmOptions;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.Map;
import java.util.Optional;

/**
 * What jobs ask a cluster for, as far as hdw can judge it: of lines that people wrote, only plain
 * numbers and names are understood here.
 *
 * @param partition nothing where it is the cluster's usual one
 * @param cpus 0 where nothing is said
 * @param gpus 0 where nothing is said
 */
record Wish(
    Optional<String> partition,
    Optional<WallTime> time,
    Optional<Memory> memory,
    int cpus,
    int gpus,
    Optional<String> account) {
  private static final int MINUTE = 60;
  private static final String NUMBER = "\\d{1,9}";
  private static final Map<String, Long> UNITS =
      Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

  /** What options of sbatch ask for. */
  static Wish of(SlurmOptions options) {
    return new Wish(
        options.value("partition"),
        time(options),
        options.value("mem").flatMap(Wish::memory),
        setsOtherCpus(options) ? 0 : number(options, "cpus-per-task"),
        number(options, "gpus-per-node"),
        options.value("account"));
  }

  /** In whole minutes, as hdw writes it; a QOS may stand above the limit of a partition. */
  private static Optional<WallTime> time(SlurmOptions options) {
    return options
        .value("time")
        .filter(each -> each.matches(NUMBER) && !each.matches("0+") && !options.sets("qos"))
        .map(each -> new WallTime(Long.parseLong(each) * MINUTE));
  }

  private static Optional<Memory> memory(String text) {
    String unit = text.replaceFirst("^\\d+", "");
    String amount = text.substring(0, text.length() - unit.length());
    Long size = UNITS.get(unit.isEmpty() ? "M" : unit);
    return size == null || !amount.matches(NUMBER)
        ? Optional.empty()
        : Optional.of(new Memory(Long.parseLong(amount) * size));
  }

  /** With more tasks than one, or nodes, cores are counted otherwise. */
  private static boolean setsOtherCpus(SlurmOptions options) {
    return options.sets("cpus-per-gpu", "ntasks-per-node", "nodes", "overcommit")
        || options.value("ntasks").filter(each -> !each.equals("1")).isPresent();
  }

  private static int number(SlurmOptions options, String name) {
    return options
        .value(name)
        .filter(each -> each.matches(NUMBER))
        .map(Integer::parseInt)
        .orElse(0);
  }
}
