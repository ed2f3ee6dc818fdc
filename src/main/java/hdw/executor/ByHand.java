package hdw.executor;

import hdw.executor.htcondor.DagFile;
import hdw.executor.slurm.ArrayScript;
import hdw.executor.slurm.Slice;
import hdw.model.Executor;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.shell.ShellQuoting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands by which a person submits a rendering, in the order of the DAG and in the folder
 * that holds it; a comment above each says what has to be done before.
 */
public final class ByHand {
  /** Jobs of this machine at a time: what a login node bears. */
  private static final int AT_A_TIME = 4;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+~@=:-]+");

  private final Plan plan;
  private final List<Batch> batches;
  private final String run;
  private final String workFolder;
  private final List<String> lines = new ArrayList<>();

  private ByHand(Plan plan, String workFolder) {
    this.plan = plan;
    this.batches = Batches.of(plan);
    this.run = plan.workflow().name();
    this.workFolder = workFolder;
  }

  /**
   * The lines to type.
   *
   * @param folder the one that holds the rendering, as a person would name it
   * @param workFolder the workflow's folder, seen from {@code folder}
   */
  public static List<String> of(Plan plan, String folder, String workFolder) {
    var commands = new ByHand(plan, workFolder);
    commands.lines.add("cd " + ShellQuoting.quote(folder));
    commands.batches.forEach(commands::add);
    return List.copyOf(commands.lines);
  }

  /** The lines to type for a rendering for DAGMan. */
  public static List<String> dagman(Plan plan, String folder) {
    return List.of("cd " + ShellQuoting.quote(folder), "condor_submit_dag " + DagFile.path(plan));
  }

  /**
   * Whether HTCondor can be told of a working folder on the command line: it knows no quotes there.
   */
  public static boolean isPlain(String workFolder) {
    return PLAIN.matcher(workFolder).matches();
  }

  private void add(Batch batch) {
    String jobs = batch.size() == 1 ? "1 job" : batch.size() + " jobs";
    Set<String> before = before(batch);
    lines.add(
        "# "
            + batch.name()
            + ": "
            + jobs
            + (before.isEmpty() ? "" : ", after " + String.join(", ", before)));
    switch (batch.executor()) {
      case HTCONDOR ->
          lines.add(
              "condor_submit hdw_run="
                  + run
                  + " hdw_workdir="
                  + quoted()
                  + " "
                  + "jobs/"
                  + batch.name()
                  + ".sub");
      case SLURM -> slurm(batch);
      default -> lines.add(here(batch));
    }
  }

  private void slurm(Batch batch) {
    for (Slice each : ArrayScript.slices(plan, batch, Acceptance.USUAL.maxArraySize())) {
      String array = batch.size() == 1 ? "" : "--array=" + each.indexes() + " ";
      lines.add(
          "sbatch "
              + array
              + ArrayScript.path(batch)
              + " "
              + each.first()
              + " "
              + run
              + " "
              + quoted());
    }
  }

  /** One job by its place in the table; of more, awk tells the place of each. */
  private String here(Batch batch) {
    TaskFiles files = TaskFiles.render(plan, batch);
    String environment = "HDW_RUN=" + run + " HDW_WORKDIR=" + quoted() + " ";
    if (batch.size() == 1) {
      return environment + String.join(" ", files.command(0, batch.items().get(0).attempt()));
    }
    return "LC_ALL=C awk 'NR > 1 {print at, length + 1, 1} {at += length + 1}' "
        + files.tablePath()
        + " | "
        + environment
        + "xargs -L 1 -P "
        + (hasLevels(batch) ? 1 : AT_A_TIME)
        + " bash "
        + files.script().path()
        + " "
        + files.tablePath();
  }

  /** Whether some of the jobs take what others of them write; the table has those first. */
  private static boolean hasLevels(Batch batch) {
    return batch.items().stream().anyMatch(each -> each.node().tree().isPresent());
  }

  private String quoted() {
    return ShellQuoting.quote(workFolder);
  }

  /** The batches that have to be done before this one is submitted. */
  private Set<String> before(Batch batch) {
    Set<String> tasks =
        batch.items().stream()
            .map(Batch.Item::node)
            .distinct()
            .flatMap(node -> sources(node).stream())
            .map(each -> each.node().task().name())
            .collect(Collectors.toSet());
    var names = new LinkedHashSet<String>();
    for (Batch each : batches) {
      boolean below = each.task().equals(batch.task()) && level(each) < level(batch);
      if (below || tasks.contains(each.task().name()) && level(batch) <= 1) {
        names.add(each.name());
      }
    }
    return names;
  }

  private static List<NodePlan> sources(NodePlan node) {
    var sources = new ArrayList<>(node.after());
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        sources.addAll(outputs.sources());
      }
    }
    return sources;
  }

  /** The level of a tree that a batch is; 0 for one that is none. */
  private static int level(Batch batch) {
    Batch.Item first = batch.items().get(0);
    return batch.executor() == Executor.LOCAL
        ? 0
        : first.node().tree().map(tree -> tree.level(first.job().job())).orElse(0);
  }
}
