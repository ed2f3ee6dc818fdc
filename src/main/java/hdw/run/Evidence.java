package hdw.run;

import hdw.model.Reason;
import hdw.rules.Cause;
import hdw.rules.Cause.Sureness;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What is known of a failed attempt, and the reason that follows from it.
 *
 * @param line the last line of its output that says something, standard error first
 */
record Evidence(Reason reason, String line) {
  private static final int TAIL_BYTES = 8192;
  private static final int LONGEST_LINE = 300;

  /** The exit code by which a task's script says that an output is missing. */
  private static final int MISSING_OUTPUT = 91;

  /** The exit code by which a task's script says that it could not begin. */
  private static final int NOT_STARTED = 90;

  static Evidence of(int exit, Path out, Path err) {
    String line = lastLine(err);
    if (line.isEmpty()) {
      line = lastLine(out);
    }
    String said = line.isEmpty() ? "exit code " + exit + ", and not a word" : line;
    boolean own = said.startsWith("hdw: ");
    Reason reason =
        own && exit == MISSING_OUTPUT || exit == 0
            ? Reason.MISSING_OUTPUT
            : own && exit == NOT_STARTED ? Reason.NOT_STARTED : Reason.COMMAND_FAILED;
    return new Evidence(reason, said);
  }

  /** The cause that follows from it: little is known, so it is guessed. */
  Cause cause(int exit) {
    String sign = new Hash().add(exit).add(line.replaceAll("[0-9]+", "#")).text();
    return new Cause(reason, Sureness.GUESSED, List.of("exit code " + exit), line, sign);
  }

  private static String lastLine(Path file) {
    List<String> lines =
        tail(file).lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    return last.length() > LONGEST_LINE ? last.substring(0, LONGEST_LINE) + "..." : last;
  }

  private static String tail(Path file) {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.seek(from);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
