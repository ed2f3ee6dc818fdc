package hdw.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Types commands as a person would, in this process, for tests in other packages. */
public final class Terminal {
  private final Path folder;
  private final Map<String, String> environment;

  /** A terminal in {@code folder}, without colour. */
  public Terminal(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** What came of a command: its exit code, and all that it printed, results and talk together. */
  public record Answer(int exit, String text) {}

  /** Runs {@code hdw} with these arguments. */
  public Answer hdw(String... arguments) {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var console = new Console(stream, stream, environment, folder, false, false);
    int exit = Main.run(arguments, console).number();
    return new Answer(exit, bytes.toString(StandardCharsets.UTF_8));
  }
}
