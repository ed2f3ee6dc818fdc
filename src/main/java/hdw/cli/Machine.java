package hdw.cli;

import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine has. */
final class Machine {
  private static final long KIB_WHERE_UNKNOWN = 8L << 20;

  private Machine() {}

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
