package hdw.executor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
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

  private record Key(String job, int attempt) {}

  private final Map<Key, Integer> ends;

  private Marks(Map<Key, Integer> ends) {
    this.ends = ends;
  }

  /** Reads a file of marks; there are none where it was never written. */
  public static Marks read(Path file) throws IOException {
    Map<Key, Integer> ends = new HashMap<>();
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException never) {
      return new Marks(ends);
    }
    // what has no line end yet is not whole
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.split("\n", -1)) {
      Matcher end = END.matcher(line);
      if (end.find()) {
        var key = new Key(end.group(1), Integer.parseInt(end.group(2)));
        ends.put(key, Integer.parseInt(end.group(3)));
      }
    }
    return new Marks(ends);
  }

  /** The status with which an attempt noted its end, the last one where there are several. */
  public OptionalInt exit(String job, int attempt) {
    Integer status = ends.get(new Key(job, attempt));
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
