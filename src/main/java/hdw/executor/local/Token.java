package hdw.executor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mark that each process of an attempt carries in its environment, and passes on: {@code
 * HDW_TOKEN=<run>:<job>:<attempt>}. It finds those that have left their tree.
 */
record Token(String run, String job, int attempt) {
  /** The variable that holds it. */
  static final String VARIABLE = "HDW_TOKEN";

  private static final byte[] BEGINNING = (VARIABLE + "=").getBytes(StandardCharsets.US_ASCII);

  /** Reads it; a job's id holds no colon. */
  static Optional<Token> parse(String text) {
    int second = text.lastIndexOf(':');
    int first = second < 0 ? -1 : text.lastIndexOf(':', second - 1);
    String number = text.substring(second + 1);
    return first < 0 || !number.matches("[0-9]{1,9}")
        ? Optional.empty()
        : Optional.of(
            new Token(
                text.substring(0, first),
                text.substring(first + 1, second),
                Integer.parseInt(number)));
  }

  /** The token of every process of this user that has one, as text. One look at each process. */
  static Map<Long, String> all() {
    Map<Long, String> found = new HashMap<>();
    Optional<Object> own = owner("/proc/self");
    long self = ProcessHandle.current().pid();
    for (long pid : Proc.all()) {
      // to ask for the owner is cheaper than to be refused
      if (pid != self && own.equals(owner("/proc/" + pid))) {
        Proc.bytes("/proc/" + pid + "/environ")
            .flatMap(Token::in)
            .ifPresent(each -> found.put(pid, each));
      }
    }
    return found;
  }

  private static Optional<Object> owner(String folder) {
    try {
      return Optional.of(Files.getAttribute(Path.of(folder), "unix:uid"));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Finds it in an environment: {@code NAME=VALUE} with a NUL behind each. */
  static Optional<String> in(byte[] environ) {
    for (int at = 0; at < environ.length; ) {
      int end = at;
      while (end < environ.length && environ[end] != 0) {
        end++;
      }
      if (startsWith(environ, at, end)) {
        int from = at + BEGINNING.length;
        return Optional.of(new String(environ, from, end - from, StandardCharsets.UTF_8));
      }
      at = end + 1;
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] environ, int at, int end) {
    return Arrays.equals(
        environ, at, Math.min(end, at + BEGINNING.length), BEGINNING, 0, BEGINNING.length);
  }

  @Override
  public String toString() {
    return run + ":" + job + ":" + attempt;
  }
}
