package hdw.executor.dask;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The package {@code distributed} of a Python, which is Dask's scheduler and its workers. */
public final class DistributedPackage {
  /** The oldest that is tried. */
  private static final int[] LEAST = {2022, 12};

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** Finds packages by what was noted at their installation, which is faster than loading them. */
  private static final String ASK =
      """
      import sys
      from importlib.metadata import version, PackageNotFoundError
      for each in ('distributed', 'bokeh'):
          try:
              print(version(each))
          except PackageNotFoundError:
              print('-')
      print('.'.join(map(str, sys.version_info[:3])))
      """;

  private final Program program;
  private final Path folder;

  /** Asks an interpreter that a program starts in a folder. */
  public DistributedPackage(Program program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * What a Python has.
   *
   * @param distributed its version; nothing where the package is missing
   * @param bokeh the same of what draws Dask's page
   * @param python its own version
   */
  public record Found(Optional<String> distributed, Optional<String> bokeh, String python) {}

  /** Why workers would not start, and what to do about it. */
  public record Trouble(String words, String hint) {}

  /**
   * What an interpreter has.
   *
   * @throws IOException where it is missing or does not answer
   */
  public Found look(String python) throws IOException {
    Program.Answer answer = program.run(folder, List.of(python, "-c", ASK), PATIENCE);
    List<String> lines = answer.out().lines().map(String::strip).toList();
    if (answer.exit() != 0 || lines.size() < 3) {
      throw new IOException("`" + python + "` does not answer: " + answer.complaint());
    }
    return new Found(installed(lines.get(0)), installed(lines.get(1)), lines.get(2));
  }

  private static Optional<String> installed(String line) {
    return line.equals("-") ? Optional.empty() : Optional.of(line);
  }

  /** What is missing for workers; nothing where all is there. */
  public Optional<Trouble> trouble(String python) {
    try {
      Optional<String> version = look(python).distributed();
      if (version.isEmpty()) {
        return Optional.of(
            new Trouble("`" + python + "` has no package `distributed`", install(python, "")));
      }
      return isTooOld(version.get())
          ? Optional.of(
              new Trouble(
                  "`distributed` "
                      + version.get()
                      + " of `"
                      + python
                      + "` is too old: "
                      + LEAST[0]
                      + "."
                      + LEAST[1]
                      + " is the least",
                  install(python, "--upgrade ")))
          : Optional.empty();
    } catch (IOException missing) {
      return Optional.of(
          new Trouble(
              "the workers of Dask have no Python: " + missing.getMessage(),
              "`python = \"/path/to/python3\"` in the site's `cluster` names one that has"
                  + " `distributed`"));
    }
  }

  private static String install(String python, String how) {
    return "`"
        + python
        + " -m pip install "
        + how
        + "distributed` or `conda install distributed`; or name another one: `python =` in the"
        + " site's `cluster`";
  }

  private static boolean isTooOld(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return false;
    }
    int year = Integer.parseInt(matcher.group(1));
    return year < LEAST[0] || year == LEAST[0] && Integer.parseInt(matcher.group(2)) < LEAST[1];
  }
}
