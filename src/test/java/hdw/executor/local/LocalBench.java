package hdw.executor.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Ending;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A folder in which commands run as attempts of one job. */
final class LocalBench {
  static final String JOB = "nap/0";

  /** Takes the MB that its argument says, writes into all of it, and waits a little. */
  static final String TAKE =
      "import sys, time; x = bytearray(int(sys.argv[1]) << 20); print(len(x), flush=True); time.sleep(float(sys.argv[2]))";

  final Path folder;
  final String run;

  LocalBench(Path folder) {
    this.folder = folder;
    this.run = folder.toString();
  }

  static Limits memory(int mebibytes) {
    return new Limits(Optional.of(Memory.ofMebibytes(mebibytes)), Optional.empty());
  }

  static Limits time(int seconds) {
    return new Limits(Optional.empty(), Optional.of(new WallTime(seconds)));
  }

  /** A bash script as an attempt, with {@code TAKE} in its environment. */
  LocalExecutor.Attempt attempt(int number, String script, Limits limits) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TAKE", TAKE);
    environment.put("HDW_TOKEN", run + ":" + JOB + ":" + number);
    return new LocalExecutor.Attempt(
        folder,
        List.of("bash", "-c", script),
        environment,
        folder.resolve("log." + number),
        limits);
  }

  static Ending await(Running running) throws Exception {
    return running.ended().get(30, TimeUnit.SECONDS);
  }

  static void await(String what, BooleanSupplier there) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!there.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, what);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Waits until a script has written a file with process ids. */
  List<Long> pids(String name) throws Exception {
    Path file = folder.resolve(name);
    await(name + " never came", () -> Files.exists(file) && text(file).endsWith("\n"));
    return text(file).lines().map(Long::valueOf).toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  static boolean lives(long pid) {
    return Processes.startTime(pid).isPresent();
  }

  /** The processes that carry the token of this folder. */
  boolean anyLives() {
    return Token.all().entrySet().stream()
        .anyMatch(each -> each.getValue().startsWith(run + ":") && lives(each.getKey()));
  }
}
