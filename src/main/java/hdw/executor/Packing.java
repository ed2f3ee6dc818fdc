package hdw.executor;

import hdw.catalog.Surroundings;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lays out what travels with jobs where nothing is shared: links, in the folder {@value #FOLDER} of
 * the run's folder, with the names that jobs are to see.
 *
 * <p>Whoever submits packs first. The same may be packed again at any time; nothing is copied, and
 * nothing outside that folder is touched. A link to a folder does not travel with HTCondor, so that
 * folders are made anew, with links to files in them.
 */
public final class Packing {
  /** Everything that travels lies here, in the run's folder. */
  public static final String FOLDER = "travel";

  /** Names that begin so are hdw's own in the folder where a job starts. */
  private static final String OWN = "hdw-";

  /** What tools write beside sources by themselves, as in the fingerprint of a job, and runs. */
  private static final Set<String> LEFT_AT_HOME = Set.of("__pycache__", ".git", ".hdw");

  private final Path runFolder;
  private final Path workFolder;

  /**
   * Packs for the jobs of a run.
   *
   * @param workFolder the workflow's folder, to which relative paths belong
   */
  public Packing(Path runFolder, Path workFolder) {
    this.runFolder = runFolder.toAbsolutePath();
    this.workFolder = workFolder.toAbsolutePath();
  }

  /** Where a file of the run's folder goes so that it has a name that no file of a user has. */
  public static String own(String path) {
    return FOLDER + "/" + OWN + path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder for what a batch needs; what is in it comes into the folder where a job starts. */
  public static String needs(Batch batch) {
    return FOLDER + "/needs/" + batch.name();
  }

  /** Packs for all jobs of a batch, with all their inputs. */
  public void pack(Plan plan, Batch batch) throws IOException {
    pack(plan, batch, job -> Intake.ALL);
  }

  /**
   * Packs for all jobs of a batch.
   *
   * @param intakes which of its inputs each job takes
   */
  public void pack(Plan plan, Batch batch, Function<JobRef, Intake> intakes) throws IOException {
    packOwn(TaskFiles.scriptPath(batch.task()));
    packOwn(TaskFiles.tablePath(batch));
    packNeeds(plan, batch);
    var rows = SingleRows.travelling(plan, batch.task());
    for (Batch.Item each : batch.items()) {
      pack(rows.luggage(each.node(), each.job().job(), intakes.apply(each.job())));
    }
  }

  /** Packs a file of the run's folder under the name that {@link #own} gives it. */
  public void packOwn(String path) throws IOException {
    link(runFolder.resolve(own(path)), runFolder.resolve(path));
  }

  /** Packs what the jobs of a batch need. */
  public void packNeeds(Plan plan, Batch batch) throws IOException {
    Path folder = runFolder.resolve(needs(batch));
    List<String> needs = NodeSettings.needs(plan, batch);
    dropDangling(folder);
    for (String each : needs) {
      if (!Surroundings.isUrl(each)) {
        lay(folder.resolve(place(each)), workFolder.resolve(each));
      }
    }
  }

  /** As it was written, where that is within the workflow's folder; else by its name alone. */
  private static Path place(String need) {
    Path path = Path.of(need).normalize();
    return path.isAbsolute() || path.startsWith("..") ? path.getFileName() : path;
  }

  /** Packs the inputs of a job. */
  public void pack(Luggage luggage) throws IOException {
    if (luggage.isEmpty()) {
      Files.createDirectories(runFolder.resolve(luggage.folder()));
      return;
    }
    Path folder = runFolder.resolve(luggage.folder());
    for (var each : luggage.places().entrySet()) {
      Path place = folder.resolve(each.getValue());
      if (Files.isDirectory(place)) {
        dropDangling(place);
      }
      lay(place, workFolder.resolve(each.getKey()));
    }
  }

  private static void lay(Path place, Path original) throws IOException {
    if (!Files.isDirectory(original)) {
      link(place, original);
      return;
    }
    try (Stream<Path> all = Files.walk(original, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : (Iterable<Path>) all.sorted()::iterator) {
        Path within = original.relativize(each);
        if (within.toString().isEmpty() || !staysAtHome(within)) {
          layOne(place.resolve(within), each);
        }
      }
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  private static void layOne(Path place, Path original) throws IOException {
    if (Files.isDirectory(original)) {
      Files.createDirectories(place);
    } else {
      link(place, original);
    }
  }

  private static boolean staysAtHome(Path within) {
    for (Path each : within) {
      if (LEFT_AT_HOME.contains(each.toString())) {
        return true;
      }
    }
    return false;
  }

  private static void link(Path link, Path target) throws IOException {
    if (Files.isSymbolicLink(link)) {
      if (Files.readSymbolicLink(link).equals(target)) {
        return;
      }
      Files.delete(link);
    }
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
  }

  /** What was packed before and has gone since would keep a job from starting. */
  private static void dropDangling(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        if (Files.isSymbolicLink(each) && !Files.exists(each)) {
          Files.delete(each);
        }
      }
    }
  }
}
