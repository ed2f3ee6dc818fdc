package hdw.executor.htcondor;

import hdw.units.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the lines of an event what hdw wants to know of it, for HTCondor 23 and 25 alike. */
final class EventText {
  private static final int SIGNALLED = 128;

  private static final Pattern NORMAL =
      Pattern.compile("\\(1\\) Normal termination \\(return value (-?[0-9]{1,9})\\)");
  private static final Pattern SIGNAL =
      Pattern.compile("\\(0\\) Abnormal termination \\(signal ([0-9]{1,4})\\)");
  private static final Pattern CODE = Pattern.compile("Code (-?[0-9]{1,9}) Subcode (-?[0-9]{1,9})");

  /** A row of the table of resources whose first number is what was used. */
  private static final Pattern USED_MEMORY =
      Pattern.compile("Memory \\(MB\\) *: *([0-9]{1,12})(?:\\.[0-9]+)? +[0-9]+ +[0-9]+");

  private static final Pattern RAN = Pattern.compile("TimeExecute \\(s\\) *: *([0-9]{1,12})");
  private static final Pattern MEMORY_NOW =
      Pattern.compile("([0-9]{1,12}) +- +MemoryUsage of job \\(MB\\)");
  private static final Pattern RESIDENT =
      Pattern.compile("([0-9]{1,12}) +- +ResidentSetSize of job \\(KB\\)");
  private static final Pattern TOLD_MEMORY =
      Pattern.compile("(?:[Uu]sage:|limit of) ([0-9]{1,12}) megabytes");
  private static final Pattern SLOT = Pattern.compile("SlotName: (?:.*@)?([^@\\s]+)$");
  private static final Pattern ALIAS = Pattern.compile("[?&]alias=([^&>\\s]+)");
  private static final Pattern ADDRESS = Pattern.compile("<(\\[[^]]*]|[^:>?]+)");

  /** Lines that count something, and those that only say of what kind the event is. */
  private static final Pattern COUNTS = Pattern.compile("\\([0-9]\\) .*|Usr [0-9].*|[0-9]+ +- +.*");

  private static final Pattern SPEAKER = Pattern.compile("(?:Reason: )?(?:Error from \\S+: )?");

  private EventText() {}

  /** The exit code of a job that ended; 128 and its number for a signal. */
  static OptionalInt exit(LogEvent event) {
    for (String line : event.body()) {
      if (line.contains("ormal termination")) {
        Matcher normal = NORMAL.matcher(line.strip());
        Matcher signal = SIGNAL.matcher(line.strip());
        if (normal.matches()) {
          return OptionalInt.of(Integer.parseInt(normal.group(1)));
        }
        if (signal.matches()) {
          return OptionalInt.of(SIGNALLED + Integer.parseInt(signal.group(1)));
        }
      }
    }
    return OptionalInt.empty();
  }

  /** How long the job itself ran, where the table of resources says it. */
  static Optional<Duration> ran(LogEvent event) {
    long seconds = largest("TimeExecute", RAN, event.body());
    return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  /** What the event says of the job's memory, the largest; 0 MB is no measurement. */
  static Optional<Memory> memory(LogEvent event) {
    long mebibytes =
        Math.max(
            largest("Memory (MB)", USED_MEMORY, event.body()),
            largest("MemoryUsage", MEMORY_NOW, event.body()));
    long resident = largest("ResidentSetSize", RESIDENT, event.body());
    return mebibytes > 0
        ? Optional.of(Memory.ofMebibytes(mebibytes))
        : Optional.of(new Memory(Math.max(0, resident) * 1024)).filter(each -> each.bytes() > 0);
  }

  /** The memory that the reason of a hold names. */
  static Optional<Memory> toldMemory(String reason) {
    long mebibytes = largest("megabytes", TOLD_MEMORY, List.of(reason));
    return mebibytes > 0 ? Optional.of(Memory.ofMebibytes(mebibytes)) : Optional.empty();
  }

  /** The largest first group in all lines with a word; -1 where there is none. */
  private static long largest(String word, Pattern pattern, List<String> lines) {
    long largest = -1;
    for (String line : lines) {
      if (line.contains(word)) {
        Matcher matcher = pattern.matcher(line);
        while (matcher.find()) {
          largest = Math.max(largest, Long.parseLong(matcher.group(1)));
        }
      }
    }
    return largest;
  }

  /** The machine on which a job began: by its slot, else by its address; empty for neither. */
  static String host(LogEvent event) {
    for (String line : event.body()) {
      Matcher slot = SLOT.matcher(line);
      if (line.contains("SlotName") && slot.find()) {
        return slot.group(1);
      }
    }
    Matcher alias = ALIAS.matcher(event.headline());
    Matcher address = ADDRESS.matcher(event.headline());
    return alias.find() ? alias.group(1) : address.find() ? address.group(1) : "";
  }

  /** Why it happened, without the daemon that says so; the headline where nothing is said. */
  static String reason(LogEvent event) {
    var said = new ArrayList<String>();
    for (String each : event.body()) {
      String line = each.strip();
      if (line.startsWith("Partitionable Resources") || line.isEmpty() && !said.isEmpty()) {
        break;
      }
      if (!line.isEmpty() && !COUNTS.matcher(line).matches() && !CODE.matcher(line).matches()) {
        said.add(SPEAKER.matcher(line).replaceFirst(""));
      }
    }
    return said.isEmpty() ? event.headline() : String.join("; ", said);
  }

  /** Code and subcode of a hold; 0, as HTCondor has it, where there are none. */
  static HoldCode holdCode(LogEvent event) {
    HoldCode last = new HoldCode(0, 0);
    for (String line : event.body()) {
      Matcher matcher = CODE.matcher(line.strip());
      if (matcher.matches()) {
        last = new HoldCode(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      }
    }
    return last;
  }

  /** HoldReasonCode and HoldReasonSubCode. */
  record HoldCode(int code, int subcode) {}
}
