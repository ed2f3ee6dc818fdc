package hdw.executor.local;

import hdw.units.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;

/**
 * A control group around one attempt: the kernel holds all that is in it to its limit, and nothing
 * leaves it by starting a session or losing its parent.
 *
 * <p>Files of version 2 as in the kernel's admin-guide/cgroup-v2.rst, of version 1 as in
 * admin-guide/cgroup-v1/memory.rst.
 */
final class ControlGroup {
  private final Path folder;
  private final boolean two;

  /** A group of version 2, or of version 1. */
  ControlGroup(Path folder, boolean two) {
    this.folder = folder;
    this.two = two;
  }

  /** Sets what may be used, memory that was moved to disk included. */
  void limit(Memory memory) throws IOException {
    String bytes = Long.toString(memory.bytes());
    if (two) {
      write("memory.max", bytes);
      writeWhereThere("memory.swap.max", "0");
      // all of the group or nothing: half a job is of no use
      writeWhereThere("memory.oom.group", "1");
    } else {
      write("memory.limit_in_bytes", bytes);
      writeWhereThere("memory.memsw.limit_in_bytes", bytes);
    }
  }

  /** The file into which a process writes its id to enter. */
  Path entrance() {
    return folder.resolve("cgroup.procs");
  }

  /** The processes in it. */
  List<Long> processes() {
    return text("cgroup.procs").lines().map(Long::valueOf).toList();
  }

  /** The memory in use that cannot be given back: files that were read do not count. */
  OptionalLong used() {
    return sum("memory.stat", two ? List.of("anon", "shmem") : List.of("rss", "shmem", "swap"));
  }

  /** The most that was ever in use, files that were read included; version 2 says it since 5.19. */
  OptionalLong peak() {
    return text(two ? "memory.peak" : "memory.max_usage_in_bytes")
        .lines()
        .mapToLong(Long::parseLong)
        .filter(bytes -> bytes > 0)
        .findFirst();
  }

  /** How many of its processes the kernel killed as there was no more memory; in 4.13 or later. */
  long killed() {
    return sum(two ? "memory.events" : "memory.oom_control", List.of("oom_kill")).orElse(0);
  }

  /** Ends all that is in it at once; says whether this kernel can: since 5.14, version 2 alone. */
  boolean kill() {
    try {
      return two && writeWhereThere("cgroup.kill", "1");
    } catch (IOException refused) {
      return false;
    }
  }

  /** Removes it; says whether it is gone, which it cannot be while a process is in it. */
  boolean remove() {
    try {
      return Files.deleteIfExists(folder) || !Files.exists(folder);
    } catch (IOException busy) {
      return false;
    }
  }

  private OptionalLong sum(String file, List<String> names) {
    return text(file)
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length == 2 && names.contains(fields[0]))
        .mapToLong(fields -> Long.parseLong(fields[1]))
        .reduce(Long::sum);
  }

  private String text(String file) {
    return Proc.bytes(folder.resolve(file).toString())
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
        .orElse("");
  }

  private void write(String file, String value) throws IOException {
    // opened as it is: these files can be neither made nor cut
    Files.writeString(folder.resolve(file), value, StandardOpenOption.WRITE);
  }

  private boolean writeWhereThere(String file, String value) throws IOException {
    boolean there = Files.exists(folder.resolve(file));
    if (there) {
      write(file, value);
    }
    return there;
  }
}
