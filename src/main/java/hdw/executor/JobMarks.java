package hdw.executor;

import hdw.units.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an attempt noted itself, in {@code logs/<task>/<2 letters>/<job>.<attempt>.marks}: a line
 * {@code job TOKEN ID NUMBER HOST SECONDS} as it began, with tabs between, and the lines {@code
 * begin}, {@code memory} and {@code end} of its script. They are there when a batch system has
 * forgotten the job. With Dask a line {@code stopped} comes before the script is told to end.
 *
 * @param id how the batch system called it, such as {@code 4137_7}
 * @param number the job's own number, which slurmstepd uses
 * @param exit the exit code of its script; none where it did not come to its end
 * @param stopped whether it was ended from outside
 * @param memory the most memory that it held; none where the kernel did not say
 * @param noted when it last noted something
 */
public record JobMarks(
    String id,
    String number,
    String host,
    Instant began,
    OptionalInt exit,
    boolean stopped,
    Optional<Memory> memory,
    Instant noted) {
  private static final String ENDING = ".marks";
  private static final String JOB = "job";
  private static final String END = "end";
  private static final String STOPPED = "stopped";
  private static final String MEMORY = "memory";
  private static final int JOB_FIELDS = 6;
  private static final int END_FIELDS = 4;

  /** The file of an attempt, seen from the run's folder. */
  public static String path(AttemptKey key) {
    int slash = key.job().indexOf('/');
    var log = new JobLog(key.job().substring(0, slash), key.job().substring(slash + 1));
    return log.stem(key.attempt()) + ENDING;
  }

  /** What an attempt noted; nothing where it never began. */
  public static Optional<JobMarks> read(Path run, AttemptKey key) throws IOException {
    Path file = run.resolve(path(key));
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      Instant noted = Files.getLastModifiedTime(file).toInstant();
      // what has no line end yet is not whole
      return of(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList(), key, noted);
    } catch (NoSuchFileException never) {
      return Optional.empty();
    }
  }

  private static Optional<JobMarks> of(List<String> lines, AttemptKey key, Instant noted) {
    Optional<JobMarks> marks = Optional.empty();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length == JOB_FIELDS && fields[0].equals(JOB)) {
        marks =
            fields[1].equals(key.token()) ? Optional.of(begun(fields, noted)) : Optional.empty();
      } else if (fields[0].equals(STOPPED)) {
        marks = marks.map(each -> each.exit().isPresent() ? each : each.endedFromOutside());
      } else if (isOf(key, fields, END) && fields[3].matches("[0-9]{1,3}")) {
        int exit = Integer.parseInt(fields[3]);
        marks = marks.map(each -> each.ended(exit));
      } else if (isOf(key, fields, MEMORY) && fields[3].matches("[0-9]{1,18}")) {
        var most = new Memory(Long.parseLong(fields[3]));
        marks = marks.map(each -> each.held(most));
      }
    }
    return marks;
  }

  private static boolean isOf(AttemptKey key, String[] fields, String kind) {
    return fields.length == END_FIELDS
        && fields[0].equals(kind)
        && fields[2].equals(Integer.toString(key.attempt()));
  }

  private static JobMarks begun(String[] fields, Instant noted) {
    Instant began =
        fields[5].matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(fields[5])) : noted;
    return new JobMarks(
        fields[2],
        fields[3],
        fields[4],
        began,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        noted);
  }

  private JobMarks ended(int code) {
    return new JobMarks(id, number, host, began, OptionalInt.of(code), stopped, memory, noted);
  }

  private JobMarks endedFromOutside() {
    return new JobMarks(id, number, host, began, exit, true, memory, noted);
  }

  private JobMarks held(Memory most) {
    return new JobMarks(id, number, host, began, exit, stopped, Optional.of(most), noted);
  }

  /** How long it ran, as far as it noted that. */
  public Duration ran() {
    return noted.isBefore(began) ? Duration.ZERO : Duration.between(began, noted);
  }
}
