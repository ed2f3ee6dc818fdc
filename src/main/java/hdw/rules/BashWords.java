package hdw.rules;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What bash itself said of how a job's command ended. */
final class BashWords {
  /** Where a later part of a pipe is killed, bash also names the parts that ended well. */
  private static final Pattern PART_OF_PIPE = Pattern.compile(": line \\d+: +\\d+ Done +");

  private BashWords() {}

  /** The signal that ended a command, where the exit code and bash's own line agree on it. */
  static OptionalInt signal(Evidence evidence) {
    Optional<Signal> meant = Signal.meant(evidence.exit());
    boolean said = meant.flatMap(each -> line(each, LogTail.of(evidence))).isPresent();
    return said ? OptionalInt.of(meant.orElseThrow().number()) : OptionalInt.empty();
  }

  /** The line in which bash says that this signal ended a command. */
  static Optional<LogTail.Line> line(Signal signal, LogTail log) {
    return log.last(signal::isSaidBy).filter(each -> log.err().contains(each.text()));
  }

  /** Whether a line only says how a command ended, and not what it did. */
  static boolean isEnding(String line) {
    for (Signal each : Signal.values()) {
      if (each.isSaidBy(line)) {
        return true;
      }
    }
    return line.startsWith("hdw: ") || PART_OF_PIPE.matcher(line).find();
  }
}
