import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Starts every row of a task's table with the task's own script, so many at a time, and does nothing else: what
 * starting processes costs in Java, beside which hdw's own work is measured.
 *
 * <p>java BareLoop.java RUN-FOLDER TASK SLOTS
 */
public final class BareLoop {
  public static void main(String[] arguments) throws Exception {
    Path run = Path.of(arguments[0]);
    String task = arguments[1];
    int slots = Integer.parseInt(arguments[2]);
    var free = new Semaphore(slots);
    Path logs = Files.createDirectories(run.resolve("bare"));
    long offset = 0;
    int row = 0;
    try (Stream<String> rows = Files.lines(run.resolve("input/" + task + ".tsv"))) {
      for (String each : (Iterable<String>) rows::iterator) {
        int length = each.getBytes().length + 1;
        if (row > 0) {
          free.acquire();
          start(run, task, List.of("" + offset, "" + length), logs.resolve("" + row))
              .onExit()
              .thenRun(free::release);
        }
        offset += length;
        row++;
      }
    }
    free.acquire(slots);
    System.out.print(Files.readString(Path.of("/proc/self/stat")));
  }

  private static Process start(Path run, String task, List<String> place, Path log) throws Exception {
    return new ProcessBuilder(
            "bash", "jobs/" + task + ".sh", "input/" + task + ".tsv", place.get(0), place.get(1), "1")
        .directory(run.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(new File(log + ".out"))
        .redirectError(new File(log + ".err"))
        .start();
  }
}
