package hdw.executor.slurm;

import hdw.units.Memory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node of a cluster has.
 *
 * @param cpus cores, or threads where Slurm counts those
 * @param gpus of all types together
 */
public record NodeSize(int cpus, Memory memory, int gpus) {
  private static final Pattern GPU =
      Pattern.compile("(?:^|,)gpu(?::[^,:(]+)*?(?::(\\d+))?(?=[(,]|$)");

  /**
   * Reads what {@code sinfo -e -o '%c|%m|%G'} prints of a kind of node.
   *
   * @return nothing where it is no node: a partition may have none
   */
  static Optional<NodeSize> parse(String cpus, String mebibytes, String gres) {
    if (!cpus.matches("[1-9]\\d{0,8}") || !mebibytes.matches("\\d{1,12}")) {
      return Optional.empty();
    }
    Memory memory = Memory.ofMebibytes(Long.parseLong(mebibytes));
    return Optional.of(new NodeSize(Integer.parseInt(cpus), memory, gpus(gres)));
  }

  /** Whether it could run a job that asks for this. */
  boolean has(Wish wish) {
    return cpus >= wish.cpus()
        && gpus >= wish.gpus()
        && wish.memory().map(each -> memory.mebibytes() >= each.mebibytes()).orElse(true);
  }

  /** Such as 6 for {@code gpu:a100:4(S:0-1),gpu:t4:2(S:0),lustre:1}. */
  private static int gpus(String gres) {
    int gpus = 0;
    Matcher each = GPU.matcher(gres.replaceAll("\\([^)]*\\)", ""));
    while (each.find()) {
      gpus += each.group(1) == null ? 1 : Integer.parseInt(each.group(1));
    }
    return gpus;
  }
}
