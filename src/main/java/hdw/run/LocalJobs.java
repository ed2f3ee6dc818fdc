package hdw.run;

import hdw.catalog.Surroundings;
import hdw.executor.Batch;
import hdw.executor.JobLog;
import hdw.executor.SingleRows;
import hdw.executor.TaskFiles;
import hdw.executor.local.Left;
import hdw.executor.local.Limits;
import hdw.executor.local.LocalExecutor;
import hdw.executor.local.Running;
import hdw.model.Executor;
import hdw.model.Task;
import hdw.plan.Intake;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The jobs of a run as this machine can start them: the script and the table of each task are
 * written first; a job whose inputs are not those of the plan gets a row of its own when it starts,
 * in one table more for its task.
 */
public final class LocalJobs {
  private final RunFolder folder;
  private final Path workFolder;
  private final LocalExecutor executor;
  private final Map<String, TaskFiles> files = new HashMap<>();
  private final Map<NodePlan, Integer> firstRow = new HashMap<>();
  private final Map<String, SingleRows> lateRows = new HashMap<>();
  private final String host;
  private final String token;
  private Plan plan;

  /**
   * The jobs of a run.
   *
   * @param workFolder the workflow's folder, in which jobs start
   */
  public LocalJobs(RunFolder folder, Path workFolder, LocalExecutor executor) {
    this.folder = folder;
    this.workFolder = workFolder;
    this.executor = executor;
    this.host = Host.name();
    this.token = folder.token();
  }

  /** Writes the script and the table of every task of which jobs run here. */
  public void write(Plan written) throws IOException {
    plan = written;
    Map<String, List<Batch.Item>> jobs = new LinkedHashMap<>();
    for (NodePlan node : plan.nodes()) {
      if (node.requests().stream().noneMatch(each -> each.executor() == Executor.LOCAL)) {
        continue; // its desk writes what it submits
      }
      String task = node.node().task().name();
      List<Batch.Item> own = jobs.computeIfAbsent(task, name -> new ArrayList<>());
      firstRow.put(node, own.size());
      for (int i = 0; i < node.size(); i++) {
        own.add(Batch.Item.first(node, i));
      }
    }
    for (Map.Entry<String, List<Batch.Item>> each : jobs.entrySet()) {
      String name = each.getKey();
      Task task = each.getValue().get(0).job().node().node().task();
      TaskFiles rendered = TaskFiles.render(plan, new Batch(name, 1, task, each.getValue()));
      files.put(name, rendered);
      folder.write(rendered.script());
      folder.write(rendered.table());
    }
  }

  /** Goes on with a plan that was cut anew, and writes it down. */
  void cut(Plan anew) throws IOException {
    plan = anew;
    lateRows.clear();
    folder.write(anew);
  }

  /**
   * Starts an attempt.
   *
   * @param stage tells which inputs are there
   * @param moved for files that are read at another place than the plan's, that place
   */
  Running start(Attempt attempt, Stage stage, Map<String, String> moved) throws IOException {
    Map<String, String> environment = environment(attempt);
    List<String> command = command(attempt, stage, moved);
    return executor.start(
        new LocalExecutor.Attempt(
            folder.path(), command, environment, log(attempt), Judge.limits(attempt.request())));
  }

  private List<String> command(Attempt attempt, Stage stage, Map<String, String> moved)
      throws IOException {
    JobRef job = attempt.job();
    Integer first = firstRow.get(job.node());
    return first == null || stage.hasGaps(job) || !moved.isEmpty()
        ? lateCommand(attempt, new Intake(stage::isTaken, moved))
        : files.get(attempt.task()).command(first + job.job(), attempt.number());
  }

  private List<String> lateCommand(Attempt attempt, Intake intake) throws IOException {
    JobRef job = attempt.job();
    SingleRows rows =
        lateRows.computeIfAbsent(
            attempt.task(), task -> new SingleRows(plan, job.node().node().task()));
    byte[] row = rows.row(job.node(), job.job(), intake).getBytes(StandardCharsets.UTF_8);
    Path table = folder.file(rows.tablePath());
    if (!Files.exists(table)) {
      Files.writeString(table, rows.header());
    }
    long offset = Files.size(table);
    Files.write(table, row, StandardOpenOption.APPEND);
    return rows.command(offset, row.length, attempt.number());
  }

  /** What every job of a run sees of its run and of what it may use. */
  static Map<String, String> environment(RunFolder folder, Path workFolder, Request request) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HDW_RUN", folder.name());
    environment.put("HDW_WORKDIR", workFolder.toString());
    environment.put("HDW_CPUS", Integer.toString(request.cpus()));
    environment.put("HDW_MEMORY_MIB", Long.toString(request.memory().mebibytes()));
    environment.put(
        "HDW_TIME_S", request.time().map(each -> Long.toString(each.seconds())).orElse(""));
    return environment;
  }

  private Map<String, String> environment(Attempt attempt) {
    Map<String, String> environment = environment(folder, workFolder, attempt.request());
    environment.put("HDW_METRICS", metrics(attempt).toString());
    environment.put("HDW_TOKEN", token + ":" + attempt.id() + ":" + attempt.number());
    environment.put("HDW_MARKS", marks().toString());
    return environment;
  }

  /**
   * Tries the first steps of a job: its setup, and whether its command is there.
   *
   * @param limit how long they may take
   * @param quiet an executor that shows nothing of them
   */
  Running tryOut(JobRef job, WallTime limit, LocalExecutor quiet) throws IOException {
    String task = job.node().node().task().name();
    Request request = job.node().request(job.job());
    var attempt = Attempt.of(job, 0, request, Attempt.Made.NOTHING);
    Map<String, String> environment = environment(attempt);
    environment.remove("HDW_MARKS");
    environment.put("HDW_TRY", "1");
    Limits limits = new Limits(Optional.empty(), Optional.of(limit));
    return quiet.start(
        new LocalExecutor.Attempt(
            folder.path(),
            files.get(task).command(firstRow.get(job.node()) + job.job(), 0),
            environment,
            folder.file(tryLog(task)),
            limits));
  }

  /** Where what a trial printed is, without its ending. */
  String tryLog(String task) {
    return JobLog.folder(task) + "/try";
  }

  /** Watches an attempt that an earlier driver left running. */
  Running adopt(Left left, Attempt attempt) {
    return executor.adopt(left, Judge.limits(attempt.request()), marks());
  }

  /** Begins to end an attempt that an earlier driver left running. */
  Running end(Left left) {
    Running running = executor.adopt(left, Limits.NONE, marks());
    running.end();
    return running;
  }

  /**
   * Removes the temporary folders beside the outputs of a job that an attempt left which was killed
   * with all that belonged to it.
   *
   * @param pid the process of its script; nothing is done where it is not known
   */
  void tidyUp(JobRef job, int attempt, OptionalInt pid) throws IOException {
    if (pid.isPresent()) {
      for (String each : job.node().outputs(job.job())) {
        if (!Surroundings.isUrl(each)) {
          Path folder = workFolder.resolve(each).getParent();
          Leftovers.remove(folder, Course.id(job), attempt, pid.getAsInt());
        }
      }
    }
  }

  /** What all attempts of this run carry in their environment. */
  String token() {
    return token;
  }

  /** Where scripts note how they ended. */
  Path marks() {
    return folder.marks();
  }

  private Path log(Attempt attempt) {
    return folder.file(RunFolder.log(attempt.task(), attempt.id(), attempt.number()));
  }

  /** Where an attempt's standard output is. */
  Path out(Attempt attempt) {
    return folder.file(attempt.log() + ".out");
  }

  /** Where an attempt's standard error is. */
  Path err(Attempt attempt) {
    return folder.file(attempt.log() + ".err");
  }

  /** Where an attempt may write numbers. */
  Path metrics(Attempt attempt) {
    return folder.file(RunFolder.log(attempt.task(), attempt.id(), attempt.number()) + ".metrics");
  }

  /** Whether a job is the top of a tree: once it is done, nobody needs what those below wrote. */
  boolean hasTreeFiles(JobRef job) {
    NodePlan node = job.node();
    return node.tree().isPresent() && node.tree().get().isTop(job.job()) && node.size() > 1;
  }

  /** Removes what the jobs below the top of a tree wrote. */
  void removeTreeFiles(JobRef top) throws IOException {
    NodePlan node = top.node();
    for (int i = 0; i < node.size() - 1; i++) {
      for (String each : node.outputs(i)) {
        Path file = workFolder.resolve(each);
        Files.deleteIfExists(file);
        if (i == node.size() - 2) {
          file.getParent().toFile().delete();
        }
      }
    }
  }

  /** The run's folder. */
  public RunFolder folder() {
    return folder;
  }

  /** The workflow's folder. */
  public Path workFolder() {
    return workFolder;
  }

  /** The machine's name. */
  public String host() {
    return host;
  }
}
