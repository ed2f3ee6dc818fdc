package hdw.executor.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Graphviz, which places what DOT describes. */
public final class Graphviz {
  private final Tools tools;

  /** Takes the {@code dot} that the tools find. */
  public Graphviz(Tools tools) {
    this.tools = tools;
  }

  /**
   * Draws a graph as SVG.
   *
   * @throws IOException where Graphviz is missing, or fails: with its own words
   */
  public String svg(String dot) throws IOException {
    Path program =
        tools
            .find("dot")
            .orElseThrow(
                () ->
                    new IOException(
                        "there is no `dot` on the path, and it is what draws SVG: install"
                            + " Graphviz; or take --format dot and draw that where Graphviz is"
                            + " (dot -Tsvg), or --format mermaid, which GitHub and GitLab draw"));
    Process process = new ProcessBuilder(program.toString(), "-Tsvg").start();
    // All three streams at once: a full pipe that nobody reads would stop both programs.
    var said = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    var drawn = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(dot.getBytes(StandardCharsets.UTF_8));
    } catch (IOException endedEarly) {
      // it has said why, or its exit code will
    }
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("`dot` ended with " + code + ": " + said.join().strip());
      }
      return drawn.join();
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while `dot` was drawing", stopped);
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
