package hdw.rules;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The signals that end programs, and the words in which bash says so: {@code job.sh: line 12: 3456
 * Killed python x.py}. Source: measured with bash 5.2; the words are the C library's.
 */
enum Signal {
  ILLEGAL_INSTRUCTION(4, "Illegal instruction"),
  TRAP(5, "Trace/breakpoint trap"),
  ABORTED(6, "Aborted"),
  BUS_ERROR(7, "Bus error"),
  ARITHMETIC(8, "Floating point exception"),
  KILLED(9, "Killed"),
  SEGMENTATION_FAULT(11, "Segmentation fault"),
  TERMINATED(15, "Terminated"),
  CPU_TIME(24, "CPU time limit exceeded"),
  FILE_SIZE(25, "File size limit exceeded");

  /** A program that a signal ends has 128 and the signal's number as its exit code in bash. */
  private static final int FIRST = 128;

  private final int number;
  private final Pattern line;

  Signal(int number, String word) {
    this.number = number;
    this.line =
        Pattern.compile(
            "((.*: line \\d+:)?\\s*\\d+ )?\\Q" + word + "\\E( \\(core dumped\\))?(\\s{2,}.*)?");
  }

  /** Its number, as in {@code kill -9}. */
  int number() {
    return number;
  }

  /** Its name as programmers know it. */
  String word() {
    return switch (this) {
      case ILLEGAL_INSTRUCTION -> "SIGILL";
      case TRAP -> "SIGTRAP";
      case ABORTED -> "SIGABRT";
      case BUS_ERROR -> "SIGBUS";
      case ARITHMETIC -> "SIGFPE";
      case KILLED -> "SIGKILL";
      case SEGMENTATION_FAULT -> "SIGSEGV";
      case TERMINATED -> "SIGTERM";
      case CPU_TIME -> "SIGXCPU";
      case FILE_SIZE -> "SIGXFSZ";
    };
  }

  /** The signal that an exit code would mean, which no exit code proves. */
  static Optional<Signal> meant(OptionalInt exit) {
    for (Signal each : values()) {
      if (exit.isPresent() && exit.getAsInt() == FIRST + each.number) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether a line is bash's word for it. */
  boolean isSaidBy(String text) {
    return line.matcher(text.strip()).matches();
  }
}
