package hdw.cli;

import hdw.run.AttemptLogs.Printed;
import hdw.run.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a failed attempt that matter: those around the line that says most, or the last ones
 * where it stands in no log.
 *
 * @param printed the log; nothing where the attempt printed nothing
 * @param lines at most {@value #MOST}
 * @param whole whether that is all of the log
 * @param told whether the line that says most is among them
 */
record FailureLog(Optional<Printed> printed, List<String> lines, boolean whole, boolean told) {
  private static final int MOST = 15;
  private static final int BEHIND = 3;

  /** Copies the list. */
  FailureLog {
    lines = List.copyOf(lines);
  }

  /** Of an attempt, whose evidence is this line. */
  static FailureLog of(List<Printed> logs, String evidence) throws IOException {
    Optional<FailureLog> last = Optional.empty();
    for (int i = logs.size() - 1; i >= 0; i--) {
      FailureLog log = of(logs.get(i), evidence);
      if (log.told()) {
        return log;
      }
      last = last.or(() -> Optional.of(log));
    }
    return last.orElseGet(() -> new FailureLog(Optional.empty(), List.of(), true, false));
  }

  private static FailureLog of(Printed log, String evidence) throws IOException {
    List<String> all = lines(Tail.of(log.file()));
    int at = place(all, evidence);
    int to = at < 0 ? all.size() : Math.min(all.size(), at + 1 + BEHIND);
    int from = Math.max(0, to - MOST);
    boolean whole = from == 0 && to == all.size() && isWhole(log, all);
    return new FailureLog(Optional.of(log), all.subList(from, to), whole, at >= 0);
  }

  /** Whether nothing stands in front of what was read. */
  private static boolean isWhole(Printed log, List<String> all) throws IOException {
    return Files.size(log.file()) < Tail.BYTES || all.isEmpty();
  }

  /** The last line in which the evidence stands; blanks may have been made one. */
  private static int place(List<String> lines, String evidence) {
    String wanted = single(evidence);
    for (int i = lines.size() - 1; i >= 0 && !wanted.isEmpty(); i--) {
      if (single(lines.get(i)).contains(wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static String single(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  /** The lines as a terminal is to show them, without blank ones at the end. */
  private static List<String> lines(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.stripTrailing().split("\n", -1)).map(FailureLog::harmless).toList();
  }

  /**
   * What is left of a line when a terminal has drawn it: of a progress bar its last state, and
   * nothing that moves the cursor or changes colours.
   */
  private static String harmless(String line) {
    String last = line.substring(line.lastIndexOf('\r', line.length() - 2) + 1);
    return last.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replaceAll("[\\p{Cntrl}&&[^\t]]", "");
  }
}
