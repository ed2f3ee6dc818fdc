package hdw.run;

import hdw.executor.Batch;
import hdw.executor.RenderedFile;
import hdw.executor.TaskFiles;
import hdw.executor.local.Limits;
import hdw.executor.local.LocalExecutor;
import hdw.executor.local.Running;
import hdw.model.Task;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of a run as this machine can start them: the script and the table of each task are
 * written first.
 */
public final class LocalJobs {
  private final RunFolder folder;
  private final Path workFolder;
  private final LocalExecutor executor;
  private final Map<String, TaskFiles> files = new HashMap<>();
  private final Map<NodePlan, Integer> firstRow = new HashMap<>();
  private final String host;

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
  }

  /** Writes the script and the table of every task. */
  public void write(Plan plan) throws IOException {
    Map<Task, List<Batch.Item>> jobs = new LinkedHashMap<>();
    for (NodePlan node : plan.nodes()) {
      List<Batch.Item> own = jobs.computeIfAbsent(node.node().task(), task -> new ArrayList<>());
      firstRow.put(node, own.size());
      for (int i = 0; i < node.size(); i++) {
        own.add(Batch.Item.first(node, i));
      }
    }
    for (Map.Entry<Task, List<Batch.Item>> each : jobs.entrySet()) {
      String name = each.getKey().name();
      TaskFiles rendered = TaskFiles.render(plan, new Batch(name, each.getKey(), each.getValue()));
      files.put(name, rendered);
      write(folder, rendered.script());
      write(folder, rendered.table());
    }
  }

  /** Writes a rendered file into a run's folder. */
  public static void write(RunFolder folder, RenderedFile file) throws IOException {
    Path target = folder.file(file.path());
    Files.createDirectories(target.getParent());
    Files.writeString(target, file.text());
    if (file.executable() && !target.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + target + " executable");
    }
  }

  /** Starts an attempt at a job. */
  Running start(JobRef job, int attempt, Request request) throws IOException {
    String task = job.node().node().task().name();
    TaskFiles rendered = files.get(task);
    int row = firstRow.get(job.node()) + job.job();
    List<String> command = rendered.command(row, attempt);
    Map<String, String> environment = new HashMap<>();
    environment.put("HDW_RUN", folder.name());
    environment.put("HDW_WORKDIR", workFolder.toString());
    environment.put("HDW_CPUS", Integer.toString(request.cpus()));
    environment.put("HDW_MEMORY_MIB", Long.toString(request.memory().mebibytes()));
    environment.put(
        "HDW_TIME_S", request.time().map(each -> Long.toString(each.seconds())).orElse(""));
    String id = job.node().id(job.job());
    environment.put("HDW_TOKEN", folder.path().toAbsolutePath() + ":" + id + ":" + attempt);
    Path log = folder.file(RunFolder.log(task, id, attempt));
    var limits = new Limits(Optional.of(request.memory()), request.time());
    return executor.start(
        new LocalExecutor.Attempt(folder.path(), command, environment, log, limits));
  }

  /** Removes what the jobs below the top of a tree wrote, once the top is done. */
  void removeTreeFiles(JobRef job) throws IOException {
    NodePlan node = job.node();
    if (node.tree().isPresent() && node.tree().get().isTop(job.job())) {
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
  }

  /** The run's folder. */
  RunFolder folder() {
    return folder;
  }

  /** The workflow's folder. */
  Path workFolder() {
    return workFolder;
  }

  /** The name of this machine. */
  public String host() {
    return host;
  }
}
