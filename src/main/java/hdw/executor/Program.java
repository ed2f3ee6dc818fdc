package hdw.executor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the programs of a batch system. */
@FunctionalInterface
public interface Program {
  /**
   * What a program left behind.
   *
   * @param out its standard output
   * @param err its standard error
   */
  record Answer(int exit, String out, String err) {
    /** What the program said on standard error, on one line. */
    public String complaint() {
      String said =
          err.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("; "));
      return said.isEmpty() ? "exit code " + exit + ", and not a word" : said;
    }
  }

  /**
   * Runs a command with empty input and waits for its end.
   *
   * @param folder where it runs
   * @param longest after this time it is ended
   * @throws IOException where it is missing, or took too long
   */
  Answer run(Path folder, List<String> command, Duration longest) throws IOException;
}
