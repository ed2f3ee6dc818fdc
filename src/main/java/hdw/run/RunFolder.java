package hdw.run;

import hdw.executor.JobLog;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.plan.Plan;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/** The folder of a run, and what lies where in it. */
public record RunFolder(Path path) {
  /** The folder that holds the runs of a workflow. */
  public static final String HOME = ".hdw";

  /** The run's name. */
  public String name() {
    return path.getFileName().toString();
  }

  /** The workflow that its name begins with. */
  String workflow() {
    return name().replaceFirst("_\\d{8}_\\d{6}(\\.\\d+)?$", "");
  }

  /** The append-only record of the run. */
  public Path journal() {
    return path.resolve("journal.jsonl");
  }

  /** What was planned. */
  public Path plan() {
    return path.resolve("plan.json");
  }

  /** Where the scripts of local jobs note how they ended, one line each. */
  Path marks() {
    return path.resolve("marks");
  }

  /** What every process of this run carries in its environment; the same for every driver. */
  public String token() {
    return new Hash().add(real().toString()).text();
  }

  /** The one path of the folder, whichever link led to it. */
  private Path real() {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** Writes down what is planned, in one step. */
  void write(Plan plan) throws IOException {
    String text = PlanJson.text(plan);
    replace("plan.json", writer -> writer.write(text));
  }

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void write(Writer writer) throws IOException;
  }

  /** Writes a file of the run in one step: whoever reads it sees the old one or the new one. */
  public void replace(String name, Content content) throws IOException {
    try (Writer writer = Files.newBufferedWriter(fresh(name))) {
      content.write(writer);
    }
    becomes(name);
  }

  private Path fresh(String name) {
    return file(name + ".new");
  }

  private void becomes(String name) throws IOException {
    Files.move(
        fresh(name),
        file(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes a rendered file; one that is there already with the same content stays as it is, as jobs
   * may be reading it.
   */
  public void write(RenderedFile file) throws IOException {
    Path target = file(file.path());
    if (!holds(file)) {
      if (!Files.isDirectory(target.getParent())) { // which may be a link
        Files.createDirectories(target.getParent());
      }
      Files.write(fresh(file.path()), file.bytes());
      becomes(file.path());
    }
    if (file.executable() && !target.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + target + " executable");
    }
  }

  /** Writes all files of a rendering, and makes the folders of its logs. */
  public void write(Rendering rendering) throws IOException {
    for (String each : rendering.folders()) {
      Files.createDirectories(file(each));
    }
    for (RenderedFile each : rendering.files()) {
      write(each);
    }
  }

  /** Whether a rendered file is there, just as it is. */
  public boolean holds(RenderedFile file) throws IOException {
    Path target = file(file.path());
    return Files.exists(target)
        && Files.size(target) == file.bytes().length
        && Arrays.equals(Files.readAllBytes(target), file.bytes());
  }

  /** A file of the run by its relative path. */
  public Path file(String relative) {
    return path.resolve(relative);
  }

  /**
   * Where an attempt's output is kept, without its ending {@code .out} or {@code .err}.
   *
   * @param task the job's task
   * @param job the job's id
   */
  public static String log(String task, String job, int attempt) {
    return JobLog.of(task, job).stem(attempt);
  }

  /** Makes this run the latest one of its home. */
  public void becomeLatest() throws IOException {
    Path link = path.resolveSibling("latest");
    Path fresh = path.resolveSibling(".latest." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, path.getFileName());
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The latest run below a home; nothing where there is none. */
  public static Optional<RunFolder> latest(Path home) {
    Path link = home.resolve("latest");
    try {
      Path target = home.resolve(Files.readSymbolicLink(link));
      return Files.isDirectory(target)
          ? Optional.of(new RunFolder(target.normalize()))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException none) {
      return Optional.empty();
    }
  }
}
