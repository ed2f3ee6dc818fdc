package hdw.executor.slurm;

import hdw.executor.slurm.Partition.Access;
import hdw.executor.slurm.Partition.State;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Slurm prints of its partitions. What cannot be read limits nothing: it is better to
 * let a job wait than to refuse one that would run.
 */
final class PartitionTexts {
  /** A partition in a line. */
  static final List<String> SHOW = List.of("scontrol", "-a", "-o", "show", "partition");

  /** Nodes that have the same in a line, for each partition. */
  static final List<String> SIZES = List.of("sinfo", "-a", "-h", "-e", "-o", "%R|%c|%m|%G");

  /** Such as {@code 7-00:00:00}, {@code 02:00:00} or {@code 30:00}. */
  private static final Pattern TIME = Pattern.compile("(?:(\\d+)-)?(?:(\\d+):)?(\\d+):(\\d+)");

  private PartitionTexts() {}

  /**
   * The partitions.
   *
   * @param shown what {@link #SHOW} prints
   * @param sizes what {@link #SIZES} prints
   */
  static List<Partition> parse(String shown, String sizes) {
    Map<String, List<NodeSize>> nodes = nodes(sizes);
    var all = new ArrayList<Partition>();
    for (String line : shown.lines().toList()) {
      Map<String, String> fields = fields(line);
      String name = fields.get("PartitionName");
      if (name != null) {
        all.add(partition(name, fields, nodes.getOrDefault(name, List.of())));
      }
    }
    return all;
  }

  private static Map<String, List<NodeSize>> nodes(String sizes) {
    var nodes = new LinkedHashMap<String, List<NodeSize>>();
    for (String line : sizes.lines().toList()) {
      String[] parts = line.strip().split("\\|", -1);
      if (parts.length == 4) {
        List<NodeSize> kinds = nodes.computeIfAbsent(parts[0], each -> new ArrayList<>());
        NodeSize.parse(parts[1], parts[2], parts[3])
            .filter(each -> !kinds.contains(each))
            .ifPresent(kinds::add);
      }
    }
    return nodes;
  }

  private static Map<String, String> fields(String line) {
    var fields = new LinkedHashMap<String, String>();
    for (String each : line.strip().split("\\s+", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        fields.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    return fields;
  }

  private static Partition partition(
      String name, Map<String, String> fields, List<NodeSize> nodes) {
    return new Partition(
        name,
        fields.getOrDefault("Default", "").equals("YES"),
        state(fields.getOrDefault("State", "")),
        time(fields.getOrDefault("MaxTime", "")),
        number(fields.get("MaxCPUsPerNode")).map(Math::toIntExact),
        number(fields.get("MaxMemPerNode")).map(Memory::ofMebibytes),
        new Access(
            names(fields.get("AllowAccounts")), names(fields.get("DenyAccounts")).orElse(Set.of())),
        nodes);
  }

  private static State state(String text) {
    for (State each : State.values()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    return State.UP;
  }

  private static Optional<WallTime> time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long hours = 24 * part(parts, 1) + part(parts, 2);
    return Optional.of(new WallTime(3600 * hours + 60 * part(parts, 3) + part(parts, 4)));
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  /** Nothing for {@code UNLIMITED}, and for what no limit can be. */
  private static Optional<Long> number(String text) {
    return Optional.ofNullable(text)
        .filter(each -> each.matches("[1-9]\\d{0,8}"))
        .map(Long::valueOf);
  }

  /** Nothing for {@code ALL}. */
  private static Optional<Set<String>> names(String text) {
    return Optional.ofNullable(text)
        .filter(each -> !each.equals("ALL") && !each.equals("(null)") && !each.isEmpty())
        .map(each -> Set.copyOf(List.of(each.split(",", -1))));
  }
}
