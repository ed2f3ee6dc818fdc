package hdw.cli;

import hdw.executor.dask.Here;
import hdw.executor.local.Tools;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** What this machine has. */
final class Machine {
  private static final long KIB_WHERE_UNKNOWN = 8L << 20;

  private Machine() {}

  /** What jobs may use of it. */
  static Here here(Console console) {
    return here(Runtime.getRuntime().availableProcessors(), console);
  }

  /** The same, with as many cores as a command line allows. */
  static Here here(ParseResult parsed, Console console) {
    int all = Runtime.getRuntime().availableProcessors();
    return here(Options.number(parsed, "-j", 1, all), console);
  }

  /**
   * The same, where somebody says how many cores.
   *
   * @param cores behind {@code -j}
   */
  static Here here(int cores, Console console) {
    String path = console.environment().getOrDefault("PATH", "");
    return new Here(cores, memory(), new Tools(path));
  }

  /** Its memory; 8 GB where the system does not say. */
  static Memory memory() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
      for (String each : lines) {
        if (each.startsWith("MemTotal:")) {
          return new Memory(Long.parseLong(each.replaceAll("[^0-9]", "")) * 1024);
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // a system without /proc
    }
    return new Memory(KIB_WHERE_UNKNOWN * 1024);
  }
}
