package hdw.run;

import hdw.catalog.Surroundings;
import hdw.executor.Ending;
import hdw.executor.JobLog;
import hdw.executor.SingleRows;
import hdw.executor.local.Limits;
import hdw.executor.local.LocalExecutor;
import hdw.model.Task;
import hdw.plan.Intake;
import hdw.plan.JobInput;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs one job of a run here and now, on one of its files, without touching its outputs: the way to
 * the real error behind a killed worker.
 */
public final class Debugging {
  private final Plan plan;
  private final RunFolder folder;
  private final Path workFolder;

  /** Debugging in a run's folder; {@code workFolder} is the workflow's. */
  public Debugging(Plan plan, RunFolder folder, Path workFolder) {
    this.plan = plan;
    this.folder = folder;
    this.workFolder = workFolder;
  }

  /**
   * What is to be run.
   *
   * @param inputs the inputs that it takes, paths as jobs see them
   * @param outputs where it writes, beside the run's logs
   */
  public record Trial(JobRef job, List<String> inputs, List<String> outputs) {
    /** Copies the lists. */
    public Trial {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** The jobs whose id begins with a word; only the one that is it exactly, where there is one. */
  public List<JobRef> find(String word) {
    Optional<JobRef> exact = plan.job(word);
    if (exact.isPresent()) {
      return List.of(exact.get());
    }
    var found = new ArrayList<JobRef>();
    for (NodePlan node : plan.nodes()) {
      String id = node.node().id();
      boolean may = id.startsWith(word) || word.startsWith(id);
      for (int i = 0; may && i < node.size(); i++) {
        if (node.id(i).startsWith(word)) {
          found.add(new JobRef(node, i));
        }
      }
    }
    return found;
  }

  /**
   * A trial of a job: with the first file of its chunk, or the one that {@code file} names; of a
   * gather with the first result of each task that it takes from; with all where {@code all} is
   * set.
   *
   * @throws IOException where an input is not there, or none is called {@code file}
   */
  public Trial trial(JobRef job, Optional<String> file, boolean all) throws IOException {
    List<JobInput> every = job.node().inputs(job.job());
    List<JobInput> taken = every.stream().filter(one(every, file, all)).toList();
    if (file.isPresent() && taken.stream().noneMatch(each -> each.path().endsWith(file.get()))) {
      throw new IOException(
          "job `"
              + Course.id(job)
              + "` has no input `"
              + file.get()
              + "`; its first one is `"
              + every.stream().findFirst().map(JobInput::path).orElse("")
              + "`");
    }
    for (JobInput each : taken) {
      boolean there =
          Surroundings.isUrl(each.path()) || Files.exists(workFolder.resolve(each.path()));
      if (!there) {
        throw new IOException(
            "its input `"
                + each.path()
                + "` is not there"
                + each.producer().map(from -> "; `" + Course.id(from) + "` makes it").orElse(""));
      }
    }
    return new Trial(job, taken.stream().map(JobInput::path).toList(), outputs(job));
  }

  private static Predicate<JobInput> one(List<JobInput> every, Optional<String> file, boolean all) {
    if (all) {
      return each -> true;
    }
    Set<String> kept = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (JobInput each : every) {
      boolean plain = each.producer().isEmpty() && each.sample().isEmpty();
      boolean named = file.isPresent() && each.path().endsWith(file.get());
      String group = each.producer().map(from -> from.node().node().task().name()).orElse("");
      boolean wanted = file.isEmpty() || !hasNamed(every, group, file.get()) || named;
      if (plain || wanted && groups.add(group)) {
        kept.add(each.path());
      }
    }
    return each -> kept.contains(each.path());
  }

  private static boolean hasNamed(List<JobInput> every, String group, String file) {
    return every.stream()
        .anyMatch(
            each ->
                each.path().endsWith(file)
                    && each.producer()
                        .map(from -> from.node().node().task().name())
                        .orElse("")
                        .equals(group));
  }

  private List<String> outputs(JobRef job) {
    Path own = folder.file("debug").resolve(name(job)).toAbsolutePath();
    return job.node().outputs(job.job()).stream().map(each -> moved(each, own)).toList();
  }

  private static String moved(String output, Path own) {
    String path = output.endsWith("/") ? output.substring(0, output.length() - 1) : output;
    String name = path.substring(path.lastIndexOf('/') + 1);
    return own.resolve(name) + (output.endsWith("/") ? "/" : "");
  }

  private static String name(JobRef job) {
    return JobLog.of(job.node(), job.job()).name();
  }

  /** Runs a trial, without limits; its output also goes to the executor's screen. */
  public Ending run(Trial trial, LocalExecutor executor) throws IOException {
    JobRef job = trial.job();
    Task task = job.node().node().task();
    var rows = new SingleRows(plan, task);
    Set<String> taken = new HashSet<>(trial.inputs());
    String row =
        rows.row(
            job.node(), job.job(), Intake.of(each -> taken.contains(each.path())), trial.outputs());
    Path table = folder.file("debug").resolve(name(job) + ".tsv");
    Files.createDirectories(table.getParent());
    Files.writeString(table, rows.header() + row);
    int offset = rows.header().getBytes(StandardCharsets.UTF_8).length;
    int length = row.getBytes(StandardCharsets.UTF_8).length;
    List<String> command = rows.command("debug/" + table.getFileName(), offset, length, 0);
    var attempt =
        new LocalExecutor.Attempt(
            folder.path(),
            command,
            LocalJobs.environment(folder, workFolder, job.node().request(job.job())),
            folder.file("debug").resolve(name(job)),
            Limits.NONE);
    return executor.start(attempt).ended().join();
  }
}
