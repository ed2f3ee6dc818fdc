package hdw.executor.local;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** What Linux says of processes, as files below {@code /proc}: proc(5). */
final class Proc {
  private static final String ROOT = "/proc/";
  private static final String CHILDREN = "/children";

  /** {@code AT_PAGESZ} of getauxval(3). */
  private static final long PAGE_SIZE = 6;

  private final long pageBytes;
  private final boolean listsChildren;

  Proc() {
    pageBytes = pageBytes();
    listsChildren = Files.exists(Path.of(ROOT, "thread-self", "children"));
  }

  /**
   * A line of {@code /proc/<pid>/stat}.
   *
   * @param startTime in clock ticks after the machine's start: field 22
   */
  record Stat(long pid, char state, long parent, long startTime) {
    /** Whether it is more than an entry that nobody has asked for yet. */
    boolean lives() {
      return state != 'Z' && state != 'X';
    }
  }

  /** The bytes of a file that has no size; nothing where it is gone or somebody else's. */
  static Optional<byte[]> bytes(String file) {
    // not Files: its exceptions and channels cost more than the reading
    try (var in = new FileInputStream(file)) {
      return Optional.of(in.readAllBytes());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(String file) {
    return bytes(file).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** A file of words with a NUL before and behind each; empty where it is gone or another's. */
  static String words(long pid, String file) {
    return "\0" + text(ROOT + pid + "/" + file).orElse("");
  }

  static Optional<Stat> stat(long pid) {
    return text(ROOT + pid + "/stat").flatMap(line -> stat(pid, line));
  }

  /** Reads the line; the program's name, in brackets, may hold blanks and brackets. */
  static Optional<Stat> stat(long pid, String line) {
    int behind = line.lastIndexOf(')') + 2;
    if (behind < 2 || behind >= line.length()) {
      return Optional.empty();
    }
    String[] fields = line.substring(behind).split(" ", -1);
    // field 3 of the manual, the state, is the first one behind the name
    return fields.length < 20
        ? Optional.empty()
        : Optional.of(
            new Stat(
                pid, fields[0].charAt(0), Long.parseLong(fields[1]), Long.parseLong(fields[19])));
  }

  /** Whether it is alive, and the one that started then. */
  static boolean lives(long pid, long startTime) {
    return stat(pid).filter(stat -> stat.lives() && stat.startTime() == startTime).isPresent();
  }

  /** All processes there are. */
  static List<Long> all() {
    String[] names = Path.of(ROOT).toFile().list();
    var pids = new ArrayList<Long>();
    for (String each : names == null ? new String[0] : names) {
      if (each.charAt(0) >= '0' && each.charAt(0) <= '9') {
        pids.add(Long.parseLong(each));
      }
    }
    return pids;
  }

  /** Gives the children of a process; one picture of all where the kernel lists none. */
  LongFunction<List<Long>> children() {
    if (listsChildren) {
      return Proc::listed;
    }
    Map<Long, List<Long>> byParent = new HashMap<>();
    for (long pid : all()) {
      stat(pid)
          .ifPresent(
              stat -> byParent.computeIfAbsent(stat.parent(), p -> new ArrayList<>()).add(pid));
    }
    return pid -> byParent.getOrDefault(pid, List.of());
  }

  /** Each thread has the children that it started. */
  private static List<Long> listed(long pid) {
    String tasks = ROOT + pid + "/task/";
    String[] threads = Path.of(tasks).toFile().list();
    var children = new ArrayList<Long>();
    for (String each : threads == null ? new String[0] : threads) {
      text(tasks + each + CHILDREN)
          .filter(line -> !line.isBlank())
          .ifPresent(
              line ->
                  Stream.of(line.strip().split(" ", -1)).map(Long::valueOf).forEach(children::add));
    }
    return children;
  }

  /** The memory that a process has in use, shared pages included: the second field of statm. */
  long resident(long pid) {
    return text(ROOT + pid + "/statm").map(line -> line.split(" ", -1)).stream()
        .filter(fields -> fields.length > 1)
        .mapToLong(fields -> Long.parseLong(fields[1]) * pageBytes)
        .findFirst()
        .orElse(0);
  }

  /**
   * Its share of that memory, without files that can be dropped and read again; every page counts
   * once in the sum over all who share it. All of {@link #resident} where the kernel is older than
   * 4.14 and cannot tell.
   */
  long share(long pid) {
    Optional<String> rollup = text(ROOT + pid + "/smaps_rollup").filter(each -> !each.isBlank());
    if (rollup.isEmpty()) {
      return resident(pid);
    }
    Map<String, Long> kibibytes = new HashMap<>();
    rollup
        .get()
        .lines()
        .skip(1)
        .map(line -> line.split(":? +", -1))
        .filter(fields -> fields.length == 3 && fields[2].equals("kB"))
        .forEach(fields -> kibibytes.put(fields[0], Long.parseLong(fields[1])));
    // since 5.3 by kind
    long kept =
        kibibytes.containsKey("Pss_Anon")
            ? kibibytes.get("Pss_Anon") + kibibytes.getOrDefault("Pss_Shmem", 0L)
            : kibibytes.getOrDefault("Pss", 0L);
    return (kept + kibibytes.getOrDefault("SwapPss", 0L)) << 10;
  }

  private static long pageBytes() {
    ByteBuffer pairs =
        ByteBuffer.wrap(bytes(ROOT + "self/auxv").orElse(new byte[0]))
            .order(ByteOrder.nativeOrder());
    while (pairs.remaining() >= 2 * Long.BYTES) {
      long key = pairs.getLong();
      long value = pairs.getLong();
      if (key == PAGE_SIZE) {
        return value;
      }
    }
    return 4096;
  }
}
