package hdw.executor.slurm;

import hdw.executor.Program;
import hdw.executor.Program.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Slurm, asked about the jobs of one run and told what to do with them by its programs. */
final class Slurm {
  /** A slurmctld that is away costs each question 9 s, scontrol 18 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PATIENCE_FOR_ACCOUNTING = Duration.ofMinutes(3);

  private static final int NAMES_AT_ONCE = 500;
  private static final int IDS_AT_ONCE = 200;

  /** Ranges of array tasks unabridged, times as numbers. */
  private static final List<String> ASK =
      List.of("env", "SLURM_BITSTR_LEN=0", "SLURM_TIME_FORMAT=%s", "LC_ALL=C");

  /** Of a job that is no more, or of none at all: no reason to despair. */
  private static final Set<String> GONE =
      Set.of(
          "invalid job id",
          "already completing",
          "already complete",
          "already finished",
          "job not found");

  private final Path folder;
  private final String runToken;
  private final Program program;
  private Optional<ClusterConfig> config = Optional.empty();

  /** Asks in a folder about the jobs of the run whose tokens begin with this. */
  Slurm(Path folder, String runToken, Program program) {
    this.folder = folder;
    this.runToken = runToken;
    this.program = program;
  }

  /** The cluster's configuration; it is asked for once. */
  synchronized ClusterConfig config() throws IOException {
    if (config.isEmpty()) {
      config =
          Optional.of(ClusterConfig.parse(ask(List.of("scontrol", "show", "config"), PATIENCE)));
    }
    return config.get();
  }

  /** All jobs of the run in the queue, and those that ended not long ago. */
  List<JobRow> queue() throws IOException {
    String user = System.getProperty("user.name");
    String said =
        ask(List.of("squeue", "-h", "-t", "all", "-u", user, "-O", JobRow.COLUMNS), PATIENCE);
    return said.lines()
        .filter(line -> line.contains(".hdw." + runToken + "."))
        .flatMap(line -> JobRow.queued(line).stream())
        .filter(row -> row.name().token().startsWith(runToken + "."))
        .toList();
  }

  /**
   * What the accounting remembers of submissions.
   *
   * @param since when the first of them was made, or before
   */
  List<JobRow> accounts(Collection<JobName> names, String since) throws IOException {
    var rows = new ArrayList<JobRow>();
    Map<String, JobName> sought = new TreeMap<>();
    names.forEach(each -> sought.put(each.text(), each));
    var all = List.copyOf(sought.keySet());
    for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + NAMES_AT_ONCE));
      List<String> question =
          List.of("sacct", "-X", "-n", "-P", "--name", String.join(",", some), "-S", since);
      var command = new ArrayList<>(question);
      command.addAll(List.of("-E", "now", "-o", JobRow.ACCOUNTED));
      for (String line : ask(command, PATIENCE_FOR_ACCOUNTING).lines().toList()) {
        JobName name = sought.get(line.substring(line.lastIndexOf('|') + 1));
        if (name != null) {
          JobRow.accounted(line, name).ifPresent(rows::add);
        }
      }
    }
    return rows;
  }

  /** Cancels jobs and tasks; those that are gone are passed over. */
  void cancel(Collection<String> ids) throws IOException {
    order(List.of("scancel"), ids);
  }

  /** Lets go what is held; what is gone is passed over. */
  void release(Collection<String> ids) throws IOException {
    order(List.of("scontrol", "release"), ids);
  }

  private void order(List<String> words, Collection<String> ids) throws IOException {
    var all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      var command = new ArrayList<>(words);
      command.addAll(all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)));
      Answer answer = run(command, PATIENCE);
      if (answer.exit() != 0 && !speaksOfGone(answer)) {
        throw Trouble.of(words.get(0), answer);
      }
    }
  }

  private static boolean speaksOfGone(Answer answer) {
    return !Trouble.passes(answer)
        && answer
            .err()
            .lines()
            .map(String::toLowerCase)
            .allMatch(line -> GONE.stream().anyMatch(line::contains));
  }

  private String ask(List<String> question, Duration longest) throws IOException {
    var command = new ArrayList<>(ASK);
    command.addAll(question);
    Answer answer = run(command, longest);
    if (answer.exit() != 0) {
      throw Trouble.of(question.get(0), answer);
    }
    return answer.out();
  }

  private Answer run(List<String> command, Duration longest) throws IOException {
    return program.run(folder, command, longest);
  }
}
