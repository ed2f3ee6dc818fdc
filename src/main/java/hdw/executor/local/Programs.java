package hdw.executor.local;

import hdw.executor.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The programs of this machine, as the path of an environment finds them. */
public final class Programs implements Program {
  private final Map<String, String> environment;
  private final Tools tools;

  /** Programs that run in this environment, and are looked for along its {@code PATH}. */
  public Programs(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.tools = new Tools(environment.getOrDefault("PATH", ""));
  }

  @Override
  public Answer run(Path folder, List<String> command, Duration longest) throws IOException {
    String name = command.get(0);
    var words = new ArrayList<>(command);
    words.set(
        0,
        tools
            .find(name)
            .orElseThrow(() -> new IOException("there is no `" + name + "` on the path"))
            .toString());
    var builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    // both at once: a full pipe that nobody reads would stop the program
    var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
    var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    if (!ended(process, longest)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("`" + name + "` gave no answer in " + longest.toSeconds() + " s");
    }
    return new Answer(process.exitValue(), out.join(), err.join());
  }

  private static boolean ended(Process process, Duration longest) throws IOException {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a program was asked", stopped);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
