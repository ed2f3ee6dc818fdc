package hdw.executor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the jobs of a run noted themselves, in the one file that {@code HDW_MARKS} names: {@code
 * begin JOB ATTEMPT PID} and {@code end JOB ATTEMPT STATUS}, with tabs between.
 */
public final class Marks {
  /** The end of a line counts: a full disk may have left half of another line before it. */
  private static final Pattern END =
      Pattern.compile("end\t([A-Za-z0-9._+/-]+)\t([0-9]{1,9})\t([0-9]{1,3})$");

  private static final Pattern BEGIN =
      Pattern.compile("begin\t([A-Za-z0-9._+/-]+)\t([0-9]{1,9})\t([0-9]{1,9})$");

  private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

  private record Key(String job, int attempt) {
    private static Key of(Matcher line) {
      return new Key(line.group(1), Integer.parseInt(line.group(2)));
    }
  }

  private final Map<Key, Integer> begins = new HashMap<>();
  private final Map<Key, Integer> ends = new HashMap<>();

  /** Reads a file of marks; there are none where it was never written. */
  public static Marks read(Path file) throws IOException {
    var marks = new Marks();
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException never) {
      return marks;
    }
    // what has no line end yet is not whole
    text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(marks::read);
    return marks;
  }

  private void read(String line) {
    Matcher end = END.matcher(line);
    Matcher begin = BEGIN.matcher(line);
    if (end.find()) {
      ends.put(Key.of(end), Integer.parseInt(end.group(3)));
    } else if (begin.find()) {
      begins.put(Key.of(begin), Integer.parseInt(begin.group(3)));
    }
  }

  /** The process as which an attempt noted its beginning. */
  public OptionalInt pid(String job, int attempt) {
    return number(begins, job, attempt);
  }

  /** The status with which an attempt noted its end, the last one where there are several. */
  public OptionalInt exit(String job, int attempt) {
    return number(ends, job, attempt);
  }

  /**
   * Whether an attempt noted that a signal from outside ended it: the script's own codes for HUP,
   * INT and TERM. That says nothing of the job; its driver may have sent the signal as it died.
   */
  public boolean wasStopped(String job, int attempt) {
    return STOPPED.contains(ends.getOrDefault(new Key(job, attempt), 0));
  }

  private static OptionalInt number(Map<Key, Integer> numbers, String job, int attempt) {
    Integer number = numbers.get(new Key(job, attempt));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
