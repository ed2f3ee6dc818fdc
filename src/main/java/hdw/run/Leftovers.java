package hdw.run;

import hdw.executor.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The temporary folders in which jobs write before their outputs are moved into place: {@code
 * .hdw-JOB-ATTEMPT-PID-NUMBER}, as the script of a job names them.
 */
final class Leftovers {
  /** So much of the end of a job's id stands in the name. */
  private static final int LETTERS = 8;

  private Leftovers() {}

  /**
   * Removes those of an attempt that is no more; there may be none, nor the folder.
   *
   * @param job the id of its job
   * @param pid the process of its script
   */
  static void remove(Path folder, String job, int attempt, int pid) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    String name = job.substring(job.lastIndexOf('/') + 1);
    String end = name.substring(Math.max(0, name.length() - LETTERS));
    var own = Pattern.compile(Pattern.quote(".hdw-" + end + "-" + attempt + "-" + pid) + "-\\d+");
    List<Path> left;
    try (Stream<Path> entries = Files.list(folder)) {
      left = entries.filter(each -> own.matcher(each.getFileName().toString()).matches()).toList();
    }
    for (Path each : left) {
      Trees.remove(each);
    }
  }
}
