package hdw.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lines of a {@code directive slurm} ask sbatch for, with or without {@code #SBATCH} before an
 * option.
 *
 * <p>Read as sbatch reads its script: several options may stand on a line, a value behind {@code =}
 * or a blank, one letter for some options, and a long name may be cut where it stays clear which is
 * meant. Of two values for one option the later counts.
 *
 * @param values by the long name, in the order in which they were set; empty where there is none
 */
public record SlurmOptions(Map<String, String> values) {
  private static final Pattern LINE = Pattern.compile("\\s*(?:#SBATCH\\s+)?(-.*)");

  /** Never gives back what it took: so it needs no stack, however long a word is. */
  private static final Pattern WORD =
      Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*+\"|'[^']*+'|\\\\.|[^\\s\"'\\\\])++");

  /** Long names of sbatch 22.05: sbatch(1). */
  private static final Set<String> LONG =
      Set.copyOf(
          List.of(
              ("account acctg-freq array batch bb bbf begin chdir cluster-constraint clusters"
                      + " comment constraint container contiguous core-spec cores-per-socket"
                      + " cpu-freq cpus-per-gpu cpus-per-task deadline delay-boot dependency"
                      + " distribution error exclude exclusive export export-file extra-node-info"
                      + " get-user-env gid gpu-bind gpu-freq gpus gpus-per-node gpus-per-socket"
                      + " gpus-per-task gres gres-flags help hint hold ignore-pbs input job-name"
                      + " kill-on-invalid-dep licenses mail-type mail-user mcs-label mem mem-bind"
                      + " mem-per-cpu mem-per-gpu mincpus network nice no-kill no-requeue nodefile"
                      + " nodelist nodes ntasks ntasks-per-core ntasks-per-gpu ntasks-per-node"
                      + " ntasks-per-socket open-mode output overcommit oversubscribe parsable"
                      + " partition power prefer priority profile propagate qos quiet reboot"
                      + " requeue reservation signal sockets-per-node spread-job switches"
                      + " test-only thread-spec threads-per-core time time-min tmp uid usage"
                      + " use-min-nodes verbose version wait wait-all-nodes wckey wrap")
                  .split(" ", -1)));

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("A", "account"),
          Map.entry("a", "array"),
          Map.entry("b", "begin"),
          Map.entry("D", "chdir"),
          Map.entry("M", "clusters"),
          Map.entry("C", "constraint"),
          Map.entry("c", "cpus-per-task"),
          Map.entry("d", "dependency"),
          Map.entry("e", "error"),
          Map.entry("x", "exclude"),
          Map.entry("G", "gpus"),
          Map.entry("H", "hold"),
          Map.entry("i", "input"),
          Map.entry("J", "job-name"),
          Map.entry("L", "licenses"),
          Map.entry("w", "nodelist"),
          Map.entry("N", "nodes"),
          Map.entry("n", "ntasks"),
          Map.entry("o", "output"),
          Map.entry("O", "overcommit"),
          Map.entry("p", "partition"),
          Map.entry("q", "qos"),
          Map.entry("t", "time"),
          Map.entry("W", "wait"));

  /** Copies the values. */
  public SlurmOptions {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** What lines ask for; lines that are no options ask for nothing. */
  public static SlurmOptions of(List<String> lines) {
    var values = new LinkedHashMap<String, String>();
    for (String line : lines) {
      Matcher options = LINE.matcher(line);
      if (options.matches()) {
        read(words(options.group(1)), values);
      }
    }
    return new SlurmOptions(values);
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(line);
    while (word.find() && !word.group().startsWith("#")) {
      words.add(word.group().replaceAll("[\"']", ""));
    }
    return words;
  }

  private static void read(List<String> words, Map<String, String> values) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean alone = i + 1 == words.size() || words.get(i + 1).startsWith("-");
      String next = alone ? "" : words.get(i + 1);
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        String name = longName(word.substring(2, equals < 0 ? word.length() : equals));
        values.put(name, equals < 0 ? next : word.substring(equals + 1));
      } else if (word.length() > 1 && word.startsWith("-")) {
        String letter = word.substring(1, 2);
        values.put(
            SHORT.getOrDefault(letter, letter), word.length() > 2 ? word.substring(2) : next);
      }
    }
  }

  /** The whole name, where it is cut and only one begins so. */
  private static String longName(String written) {
    if (LONG.contains(written)) {
      return written;
    }
    var meant = new TreeSet<String>();
    LONG.stream().filter(each -> each.startsWith(written)).forEach(meant::add);
    return meant.size() == 1 ? meant.first() : written;
  }

  /** Whether one of these options is set. */
  public boolean sets(String... names) {
    return Arrays.stream(names).anyMatch(values::containsKey);
  }

  /** The value of an option; empty where it has none. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The same, and what others set where these are silent. */
  public SlurmOptions or(SlurmOptions others) {
    var both = new LinkedHashMap<>(values);
    others.values().forEach(both::putIfAbsent);
    return new SlurmOptions(both);
  }

  /** Whether they say how many GPUs a job gets. */
  public boolean setsGpus() {
    return sets("gpus", "gpus-per-node", "gpus-per-task", "gpus-per-socket")
        || value("gres").filter(each -> each.matches("(.*,)?gpu(:.*|,.*)?")).isPresent();
  }
}
