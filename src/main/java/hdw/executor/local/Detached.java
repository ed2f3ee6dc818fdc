package hdw.executor.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that outlive the terminal and this process. */
public final class Detached {
  private Detached() {}

  /**
   * Starts a command in a session of its own, so that a terminal that closes does not reach it. Its
   * input is empty, and both its outputs are added to {@code log}.
   *
   * @param environment variables that are added to those of this process
   * @return its process id
   */
  public static long start(
      List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    // setsid(1) becomes the command: it starts a process only where it leads a group, which a child
    // of Java never does
    var whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(command);
    var builder = new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start().pid();
  }

  /** The command line of this process, with which it can be started once more: proc(5). */
  public static List<String> thisProgram() throws IOException {
    String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
    String[] words = line.split("\0", -1);
    return List.of(words).subList(0, words.length - 1);
  }
}
