package hdw.executor.local;

import java.util.OptionalLong;

/** Any process of this machine, told from a later one with the same number by its start time. */
public final class Processes {
  private Processes() {}

  /**
   * When it started, in clock ticks after the machine's start: field 22 of {@code
   * /proc/<pid>/stat}, proc(5); nothing where it has ended.
   */
  public static OptionalLong startTime(long pid) {
    return Proc.stat(pid).filter(Proc.Stat::lives).stream()
        .mapToLong(Proc.Stat::startTime)
        .findFirst();
  }

  /** Whether the process that started then still runs; one that only waits to be seen does not. */
  public static boolean isAlive(long pid, long startTime) {
    return Proc.lives(pid, startTime);
  }

  /**
   * Whether a program works on this machine that carries a mark in its environment or its words.
   *
   * @param program a word of its command line ends with it, so that what a wrapper starts counts
   * @param mark how the assignment of the variable begins, {@code NAME=...}
   */
  public static boolean isMarked(String program, String mark) {
    for (long pid : Proc.all()) {
      String line = Proc.words(pid, "cmdline");
      if (line.contains(program + "\0")
          && (line.contains("\0" + mark) || Proc.words(pid, "environ").contains("\0" + mark))) {
        return true;
      }
    }
    return false;
  }

  /** Asks it to end; says whether there was one to ask. */
  public static boolean terminate(long pid) {
    return pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
  }

  /** Ends it at once. */
  static void kill(long pid) {
    if (pid != ProcessHandle.current().pid()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
