package hdw.executor.slurm;

import hdw.executor.Batch;
import hdw.executor.JobLog;
import hdw.executor.NodeSettings;
import hdw.executor.RenderedFile;
import hdw.executor.Staging;
import hdw.executor.TaskFiles;
import hdw.model.Layout;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.shell.JobScript;
import hdw.shell.ShellQuoting;
import java.util.List;

/**
 * The script that sbatch takes for a batch, and the items in which a task of an array finds its
 * job.
 *
 * <p>It is submitted in the run's folder, once for each {@link Slice}: {@code sbatch --array=...
 * jobs/<batch>.sbatch FIRST RUN [WORK_FOLDER [TOKEN]]}. What differs from slice to slice comes as
 * an argument, since {@code --export} cannot carry every text; a batch of one job is a plain job.
 * Disk space is not asked for: {@code --tmp} is refused wherever the nodes' {@code TmpDisk} was
 * left at 0.
 */
public final class ArrayScript {
  /** Slices to show in the script's header; there may be hundreds. */
  private static final int SHOWN = 3;

  private final Plan plan;
  private final Batch batch;
  private final TaskFiles files;
  private final NodeSettings settings;
  private final List<Slice> slices;
  private final String task;

  private ArrayScript(Plan plan, Batch batch, TaskFiles files, int maxArraySize) {
    this.plan = plan;
    this.batch = batch;
    this.files = files;
    this.task = batch.task().name();
    this.settings = NodeSettings.of(plan, batch);
    this.slices = Slice.of(batch.size(), maxArraySize, settings.maxRunning());
  }

  /**
   * The script and its items, in this order.
   *
   * @param maxArraySize what the cluster's {@code MaxArraySize} is
   */
  public static List<RenderedFile> render(
      Plan plan, Batch batch, TaskFiles files, int maxArraySize) {
    return List.of(
        RenderedFile.program(path(batch), new ArrayScript(plan, batch, files, maxArraySize).text()),
        RenderedFile.plain(Items.path(batch.name()), Items.text(batch, files)));
  }

  /** The parts of a batch to submit one by one. */
  public static List<Slice> slices(Plan plan, Batch batch, int maxArraySize) {
    var settings = NodeSettings.of(plan, batch);
    return Slice.of(batch.size(), maxArraySize, settings.maxRunning());
  }

  /**
   * Where the script of a batch is: with HiggsDNA's ending where it has a name of HiggsDNA's
   * layout.
   */
  public static String path(Batch batch) {
    boolean vanilla = !batch.stem().equals(batch.task().name());
    return "jobs/" + batch.name() + (vanilla ? ".sh" : ".sbatch");
  }

  private String text() {
    return "#!/bin/bash\n" + options() + header() + body();
  }

  private String options() {
    Request request = batch.request();
    var options = new SbatchOptions(settings.directives()).set("job-name", "hdw." + batch.name());
    if (isArray()) {
      options.set("array", slices.get(0).indexes());
    }
    options.ask(request);
    List<String> avoided = batch.items().get(0).avoided();
    if (!avoided.isEmpty()) {
      options.set("exclude", String.join(",", avoided));
    }
    // one file for what Slurm itself says of all tasks: each task writes its own log
    options
        .set("output", JobLog.folder(task) + "/slurm-%A.out")
        .set("open-mode", "append")
        .set("no-requeue")
        .set("export", "ALL");
    return options.toString();
  }

  private boolean isArray() {
    return batch.size() > 1;
  }

  private String header() {
    var header = new StringBuilder("\n# ");
    header.append(batch.size() == 1 ? "One job" : batch.size() + " jobs");
    header.append(" of the task ").append(task).append(" of the workflow ");
    header
        .append(plan.workflow().name())
        .append(". In the run's folder, with a name of your own:\n");
    for (Slice each : slices.subList(0, Math.min(SHOWN, slices.size()))) {
      header.append("#   sbatch ");
      header.append(isArray() ? "--array=" + each.indexes() + " " : "");
      header.append(path(batch)).append(' ').append(each.first()).append(" RUN\n");
    }
    if (slices.size() > SHOWN) {
      header.append("# and so on, ").append(slices.size()).append(" arrays in all.\n");
    }
    return header.toString();
  }

  /** Lets HiggsDNA's users find a job's log where HiggsDNA has it. */
  private String vanillaLogs() {
    return plan.workflow().layout() == Layout.VANILLA_SLURM ? LogLinks.line(batch) : "";
  }

  private String body() {
    Request request = batch.request();
    String container =
        settings
            .container()
            .map(each -> "apptainer exec " + ShellQuoting.quote(each) + " ")
            .orElse("");
    return String.join(
            "\n",
            "cd -- \"$SLURM_SUBMIT_DIR\" || exit 90",
            "line=$((${1:-0} + ${SLURM_ARRAY_TASK_ID:-0} + 1))",
            "read -r job folder offset length attempt < <(sed -n \"$line{p;q}\" "
                + Items.path(batch.name())
                + ")",
            "[[ -n $attempt ]] || { echo \"hdw: no line $line in "
                + Items.path(batch.name())
                + "\" >&2; exit 90; }",
            "id=${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}",
            "log=$folder/$job.$attempt${SLURM_RESTART_COUNT:+.r$SLURM_RESTART_COUNT}",
            vanillaLogs()
                + "export HDW_RUN=${2:-none} HDW_WORKDIR=${3:-../..} HDW_METRICS=$log.metrics",
            "export HDW_MARKS=$folder/$job.$attempt.marks HDW_GROUP=job_$SLURM_JOB_ID",
            "export HDW_CPUS="
                + request.cpus()
                + " HDW_MEMORY_MIB="
                + request.memory().mebibytes()
                + request.time().map(each -> " HDW_TIME_S=" + each.seconds()).orElse("")
                + (Staging.of(plan) == Staging.COPY ? " HDW_AWAY=" + JobScript.COPY : ""),
            "printf 'job\\t%s\\t%s\\t%s\\t%s\\t%(%s)T\\n' \"${4:--}\" \"$id\" \"$SLURM_JOB_ID\" \"$SLURMD_NODENAME\" -1"
                + " >>\"$HDW_MARKS\"",
            "exec "
                + container
                + "bash "
                + files.script().path()
                + " "
                + files.tablePath()
                + " \"$offset\" \"$length\" \"$attempt\" >\"$log.out\" 2>\"$log.err\"")
        + "\n";
  }
}
