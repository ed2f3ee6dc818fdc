package hdw.dashboard;

import hdw.insight.Insight;
import hdw.model.Layout;
import hdw.run.AttemptLogs;
import hdw.run.AttemptLogs.Printed;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The end of a log. It is asked for by job and attempt, never by a path; a link that leads out of
 * the run is not followed.
 */
final class LogPage {
  private static final int MOST_BYTES = 64 << 10;

  private final Path file;

  private LogPage(Path file) {
    this.file = file;
  }

  /**
   * Finds a log.
   *
   * @param number which of the attempt's logs, from 0; -1 for the last one
   * @return nothing where the run has no such job or log, or it lies elsewhere
   */
  static Optional<LogPage> find(Insight insight, String id, int attempt, int number)
      throws IOException {
    Optional<JobStory> job = insight.state().job(id);
    if (job.isEmpty() || attempt < 1 || attempt > job.get().attempts()) {
      return Optional.empty();
    }
    String task = insight.summary().taskOf(id);
    List<Printed> logs = AttemptLogs.of(insight.folder(), task, id, attempt).printed(false);
    int index = number < 0 ? logs.size() - 1 : number;
    return index >= 0 && index < logs.size()
        ? inside(insight.folder(), logs.get(index).file()).map(LogPage::new)
        : Optional.empty();
  }

  /** The file behind all links, where that belongs to the run. */
  private static Optional<Path> inside(RunFolder folder, Path file) throws IOException {
    Path real = file.toRealPath();
    boolean isOwn = real.startsWith(folder.path().toRealPath()) || isVanilla(folder, real);
    return isOwn && Files.isRegularFile(real) ? Optional.of(real) : Optional.empty();
  }

  /** Whether it lies in the folder of this run that HiggsDNA's layout has besides. */
  private static boolean isVanilla(RunFolder folder, Path real) throws IOException {
    Path jobs = folder.file("jobs");
    if (!Files.isSymbolicLink(jobs) || !Files.isDirectory(jobs)) {
      return false;
    }
    Path home = jobs.toRealPath();
    for (Layout each : Layout.values()) {
      Path own = Path.of(".higgs_dna_" + each.word(), folder.name(), "jobs");
      if (each.isVanilla() && home.endsWith(own) && real.startsWith(home)) {
        return true;
      }
    }
    return false;
  }

  /** Its last 64 KiB as a JSON document, with its size in bytes. */
  String text() throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long size = in.length();
      long from = Math.max(0, size - MOST_BYTES);
      byte[] bytes = new byte[(int) (size - from)];
      in.seek(from);
      in.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return Content.object(
          json -> json.put("bytes", size).put("whole", from == 0).put("text", text));
    }
  }
}
