package hdw.executor;

import hdw.catalog.Surroundings;
import hdw.shell.JobScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Puts in their places what came back with an attempt where nothing is shared.
 *
 * <p>It has arrived in a folder beside the attempt's logs, {@code <log>.results}, and becomes the
 * outputs in one step each, so that nobody sees half of one. Only what the last start of the
 * attempt noted in its manifest counts: leftovers of a transfer that broke off, or of an earlier
 * start, go with the folder. All this may be done again at any time, as after a crash.
 */
public final class Delivery {
  /** What the folder of an attempt is called, behind the stem of its logs. */
  public static final String ENDING = ".results";

  /** The file of numbers, in that folder. */
  public static final String METRICS = "metrics";

  private final Path runFolder;
  private final Path workFolder;

  /**
   * Deliveries of a run.
   *
   * @param workFolder the workflow's folder, to which relative targets belong
   */
  public Delivery(Path runFolder, Path workFolder) {
    this.runFolder = runFolder;
    this.workFolder = workFolder;
  }

  /**
   * Puts the outputs of an attempt that ended well in their places. An output that was not written
   * is left alone, as is one that the job itself copied to a URL.
   *
   * @param targets in the order of the task's outputs
   * @throws IOException when an output did not arrive whole, or cannot be put in its place: what
   *     arrived stays where it is
   */
  public void deliver(JobLog log, int attempt, List<String> targets) throws IOException {
    Path arrived = arrived(log, attempt);
    Path manifest = arrived.resolve(JobScript.MANIFEST);
    if (Files.exists(manifest)) {
      for (String line : Files.readAllLines(manifest)) {
        Arrival one = Arrival.parse(line, arrived, targets);
        if (!Surroundings.isUrl(one.target())) {
          put(one);
        }
      }
    }
    clear(log, attempt);
  }

  /** Keeps of an attempt that did not end well its numbers, and nothing else. */
  public void clear(JobLog log, int attempt) throws IOException {
    Path arrived = arrived(log, attempt);
    Path metrics = arrived.resolve(METRICS);
    if (Files.isRegularFile(metrics)) {
      Files.move(
          metrics,
          runFolder.resolve(log.stem(attempt) + "." + METRICS),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Trees.remove(arrived);
  }

  private Path arrived(JobLog log, int attempt) {
    return runFolder.resolve(log.stem(attempt) + ENDING);
  }

  private void put(Arrival one) throws IOException {
    Path target = workFolder.resolve(one.target());
    if (!Files.exists(one.source())) {
      if (one.isWhole(target)) {
        return; // an earlier delivery got that far
      }
      throw new IOException("the output " + one.target() + " did not come back with its job");
    }
    if (!one.isWhole(one.source())) {
      throw new IOException("the output " + one.target() + " came back torn");
    }
    Files.createDirectories(target.toAbsolutePath().getParent());
    Trees.replace(one.source(), target);
  }

  /** A line of the manifest. */
  private record Arrival(Path source, String target, String size) {

    static Arrival parse(String line, Path arrived, List<String> targets) throws IOException {
      String[] fields = line.split("\t", -1);
      String[] place = fields[0].split("/", -1);
      if (fields.length != 2 || place.length != 2 || !isNumberBelow(place[1], targets.size())) {
        throw new IOException("the list of what came back is spoiled: " + line);
      }
      String target = targets.get(Integer.parseInt(place[1]));
      Path source = arrived.resolve(place[0]).resolve(place[1]).resolve(Luggage.nameOf(target));
      return new Arrival(source, target, fields[1]);
    }

    private static boolean isNumberBelow(String text, int end) {
      return text.matches("[0-9]{1,6}") && Integer.parseInt(text) < end;
    }

    /** A folder is whole when it is there: HTCondor ends a job well only behind its last file. */
    boolean isWhole(Path path) throws IOException {
      return size.equals("-")
          ? Files.isDirectory(path)
          : Files.isRegularFile(path) && Long.toString(Files.size(path)).equals(size);
    }
  }
}
