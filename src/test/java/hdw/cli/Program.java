package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program in processes of its own, as signals and locks cannot be tried within a test. */
final class Program {
  private static final int SECONDS_TO_WAIT = 60;

  private final Path folder;

  /** The program as somebody starts it in a folder; what it prints goes into {@code said}. */
  Program(Path folder) {
    this.folder = folder;
  }

  /** The command line that starts it. */
  static List<String> command(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "hdw.cli.Main"));
    command.addAll(List.of(words));
    return command;
  }

  /** Starts it. */
  Process start(String... words) throws IOException {
    return startInto("said", List.of(), words);
  }

  /** Starts it with words in front, such as {@code setsid}, and its output in another file. */
  Process startInto(String said, List<String> before, String... words) throws IOException {
    var command = new ArrayList<>(before);
    command.addAll(command(words));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(said).toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    return builder.start();
  }

  /** Starts it and gives its exit code. */
  int run(String... words) throws Exception {
    return exit(start(words));
  }

  /** Waits until it ends. */
  int exit(Process process) throws Exception {
    assertTrue(process.waitFor(SECONDS_TO_WAIT, TimeUnit.SECONDS), "it does not end: " + said());
    return process.exitValue();
  }

  /** What it printed last. */
  String said() throws IOException {
    Path said = folder.resolve("said");
    return Files.exists(said) ? Files.readString(said) : "";
  }

  /** Waits for a file. */
  void waitFor(String name) throws InterruptedException {
    waitUntil(() -> Files.exists(folder.resolve(name)), name);
  }

  /** Waits until something is so. */
  static void waitUntil(BooleanSupplier so, String what) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
    while (!so.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, "never: " + what);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Sends a signal. */
  static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid)).start().waitFor();
  }
}
