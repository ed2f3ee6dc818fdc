package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real batch system; a test fails where its programs are missing. */
public final class Engine {
  private static final int PATIENCE_SECONDS = Integer.getInteger("hdw.patience", 300);

  /** Two files with names that need quotes, counted one by one on {@code executor}, and a sum. */
  public static final String COUNTING =
      """
      workflow counting
      sample A { files = glob("*.txt") }
      defaults { executor = EXECUTOR  memory = 100 MB  time = 5 min }
      task count for each sample {
        split  = 1 file
        output = "out/{{chunk}}"
        run    = \"""
          wc -l < {{input}} > {{output}}
          echo "$HDW_JOB $HDW_RUN $HDW_CPUS $HDW_MEMORY_MIB $HDW_TIME_S $HDW_ATTEMPT"
          echo 'events 3' > "$HDW_METRICS"
        \"""
      }
      task sum {
        input  = count
        output = "sum"
        run    = "cat {{inputs}} | awk '{sum += $1} END {print sum}' > {{output}}"
      }
      """;

  private Engine() {}

  /** Makes the files of {@link #COUNTING}. */
  public static String counting(Path folder, String executor) throws IOException {
    Files.writeString(folder.resolve("a b'c.txt"), "1\n2\n3\n");
    Files.writeString(folder.resolve("$(x);d\"e.txt"), "1\n2\n");
    return COUNTING.replace("EXECUTOR", executor);
  }

  /** What a command prints, on both streams; it has to succeed. */
  public static String run(Path folder, String... command) throws Exception {
    Path printed = Files.createTempFile("hdw-engine", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(printed);
      assertEquals(List.of(true, 0), List.of(ended, process.waitFor()), text);
      return text;
    } finally {
      Files.delete(printed);
    }
  }

  /**
   * Empties a folder into which a batch system or a killed job may still write for a moment, which
   * is no reason for a test to fail.
   */
  public static void empty(Path folder) throws Exception {
    await(() -> isEmptied(folder), "the last file in " + folder);
  }

  private static boolean isEmptied(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.deleteIfExists(each);
        }
      }
      return true;
    } catch (DirectoryNotEmptyException | UncheckedIOException written) {
      return false;
    }
  }

  /** Waits for something that a batch system does in its own time. */
  public static void await(Callable<Boolean> condition, String what) throws Exception {
    for (int i = 0; i < PATIENCE_SECONDS * 4; i++) {
      if (condition.call()) {
        return;
      }
      Thread.sleep(250);
    }
    throw new AssertionError("waited in vain for " + what);
  }
}
