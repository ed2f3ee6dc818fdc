package hdw.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Real bash, running a script; {@code -Dhdw.bash=...} tests another one. */
record Bash(Process process, Path out, Path err) {
  /** How a script ended and what it wrote. */
  record Result(int status, String out, String err) {}

  /** Runs {@code script} as a file outside {@code folder}, in {@code folder}. */
  static Result run(Path folder, String script) throws Exception {
    Path file = Files.createTempFile("hdw-test", ".sh");
    try {
      Files.writeString(file, script);
      return start(folder, Map.of(), List.of(file.toString())).finish();
    } finally {
      Files.delete(file);
    }
  }

  /** Starts bash in {@code folder}. */
  static Bash start(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(System.getProperty("hdw.bash", "bash"));
    command.addAll(arguments);
    Path out = Files.createTempFile("hdw-test", ".out");
    Path err = Files.createTempFile("hdw-test", ".err");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return new Bash(builder.start(), out, err);
  }

  /** Waits for the end. */
  Result finish() throws Exception {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("bash does not end");
    }
    var result = new Result(process.exitValue(), read(out), read(err));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
