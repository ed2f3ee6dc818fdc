package hdw.executor.dask;

import hdw.executor.Acceptance;
import hdw.executor.AttemptKey;
import hdw.executor.Batch;
import hdw.executor.JobLog;
import hdw.executor.NodeSettings;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.executor.Submission;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Origin;
import hdw.rules.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The workers of a run as batches of the task {@code worker}: their files are written into the
 * folder {@code dask} of the run, which is to them what the run's folder is to other jobs.
 */
final class WorkerBatches {
  private static final String SOURCE = "the jobs of this size";

  private final Plan plan;
  private final CrewFolder folder;
  private final Path workFolder;
  private final String token;
  private final Acceptance acceptance;
  private int last;

  /**
   * Batches of workers.
   *
   * @param plan of {@link CrewFolder#workers}: a node for each place in the crew
   * @param workFolder of the workflow
   * @param token begins that of each submission
   * @param last how many submissions earlier drivers made
   */
  WorkerBatches(
      Plan plan,
      CrewFolder folder,
      Path workFolder,
      String token,
      Acceptance acceptance,
      int last) {
    this.plan = plan;
    this.folder = folder;
    this.workFolder = workFolder;
    this.token = token;
    this.acceptance = acceptance;
    this.last = last;
  }

  /** The number of the next submission; it is the number of its workers' attempts, too. */
  int next() {
    last++;
    return last;
  }

  /** The number of the last submission. */
  int last() {
    return last;
  }

  /** How many workers a submission may have. */
  int mostAtOnce() {
    return acceptance.mostAtOnce();
  }

  /** How the batch system knows a worker. */
  AttemptKey key(int number, int place) {
    return AttemptKey.of(token(number), log(place), number);
  }

  private String token(int number) {
    return token + "." + number;
  }

  private JobLog log(int place) {
    return JobLog.of(plan.nodes().get(place - 1), 0);
  }

  /** A submission of workers for these places, with its files written. */
  Submission submission(int number, Size size, List<Integer> places) throws IOException {
    var items = new ArrayList<Batch.Item>();
    for (int each : places) {
      NodePlan node = plan.nodes().get(each - 1);
      items.add(new Batch.Item(new JobRef(node, 0), request(node, size), number, List.of()));
    }
    Batch batch = Batch.of(items.get(0).node().node().task().name(), number, items);
    write(Rendering.of(plan, batch, job -> Intake.ALL, acceptance));
    return new Submission(
        folder.path(),
        folder.path().getParent().getFileName().toString(),
        token(number),
        workFolder,
        batch,
        NodeSettings.of(plan, batch));
  }

  private static Request request(NodePlan node, Size size) {
    return node.request(0)
        .with(
            Resource.MEMORY,
            new Origin(SOURCE, Optional.empty(), new Value.Size(size.withOverhead())))
        .with(Resource.CPUS, new Origin(SOURCE, Optional.empty(), Value.Numeric.of(size.cpus())));
  }

  private void write(Rendering rendering) throws IOException {
    for (String each : rendering.folders()) {
      Files.createDirectories(folder.file(each));
    }
    for (RenderedFile each : rendering.files()) {
      Path file = folder.file(each.path());
      Files.createDirectories(file.getParent());
      Files.write(file, each.bytes());
      if (each.executable() && !file.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
    }
  }

  /** The last lines that a worker printed to its standard error; none where it printed none. */
  List<String> lastErr(Worker worker, int most) {
    Path err = folder.file(log(worker.index()).stem(worker.key().attempt()) + ".err");
    try {
      List<String> lines =
          Files.readString(err, StandardCharsets.ISO_8859_1)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    } catch (IOException none) {
      return List.of();
    }
  }
}
