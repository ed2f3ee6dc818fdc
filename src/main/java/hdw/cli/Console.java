package hdw.cli;

import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.DiagnosticPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where hdw talks: results to {@code out}, everything else to {@code err}.
 *
 * @param folder the current folder
 * @param colorOut whether results may have colour
 * @param colorErr whether talk may have colour, and progress be redrawn
 */
record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    boolean colorOut,
    boolean colorErr) {

  /** A console on the streams of this process. */
  static Console of(
      PrintStream out, PrintStream err, Map<String, String> environment, Path folder) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return new Console(
        out, err, environment, folder, !plain && isTerminal(1), !plain && isTerminal(2));
  }

  /** Whether a stream of this process is a terminal; Java itself cannot tell them apart. */
  private static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noSuchSystem) {
      return false;
    }
  }

  /** Whether results are seen on a terminal, whatever was said of colour. */
  static boolean showsResults() {
    return isTerminal(1);
  }

  /** Whether somebody can type something. */
  static boolean hasKeyboard() {
    return isTerminal(0);
  }

  /** The same with colour as {@code --color} says. */
  Console colored(String when) {
    return switch (when) {
      case "always" -> new Console(out, err, environment, folder, true, true);
      case "never" -> new Console(out, err, environment, folder, false, false);
      default -> this;
    };
  }

  /** What is wrong with a file. */
  void tell(List<Diagnostic> diagnostics) {
    err.print(new DiagnosticPrinter(colorErr).print(diagnostics));
    err.flush();
  }

  /** A line of talk in the place of the one before, on a terminal. */
  void redraw(String line) {
    err.print("\r\033[K" + line);
    err.flush();
  }

  /** One line of talk. */
  void say(String line) {
    err.println(line);
  }
}
