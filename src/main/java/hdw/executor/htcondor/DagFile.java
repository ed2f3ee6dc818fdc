package hdw.executor.htcondor;

import hdw.executor.Batch;
import hdw.executor.JobLog;
import hdw.executor.NodeSettings;
import hdw.executor.RenderedFile;
import hdw.executor.TaskFiles;
import hdw.model.Executor;
import hdw.plan.Plan;
import hdw.rules.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as DAGMan reads it: a node for each job, what its submit description wants to know of it,
 * how often it is tried again, and what it waits for.
 *
 * <p>It is submitted in its folder: {@code condor_submit_dag WORKFLOW.dag}.
 */
public final class DagFile {
  /** The end of a script whose command ended well without its output: it would do so again. */
  private static final int NO_OUTPUT = 91;

  /** Jobs of the submit machine at a time: what a login node bears. */
  private static final int HERE_AT_A_TIME = 4;

  private static final String HERE = "@local";

  private final Plan plan;
  private final MemoryLadder memory;
  private final Map<String, Integer> limits = new TreeMap<>();
  private final StringBuilder out = new StringBuilder();

  /** A batch, and what its jobs read. */
  public record Part(Batch batch, TaskFiles files) {}

  private DagFile(Plan plan) {
    this.plan = plan;
    this.memory = new MemoryLadder(plan);
  }

  /**
   * The file and the settings that it names, in this order.
   *
   * @param batches all jobs of the plan
   */
  public static List<RenderedFile> render(Plan plan, List<Part> batches) {
    String path = path(plan);
    return List.of(
        RenderedFile.plain(path, new DagFile(plan).text(path, batches)),
        RenderedFile.plain(
            path + ".config",
            "DAGMAN_USER_LOG_SCAN_INTERVAL = 1\nDAGMAN_MAX_SUBMITS_PER_INTERVAL = 1000\n"));
  }

  /** Where the file of a plan goes, and what condor_submit_dag is given. */
  public static String path(Plan plan) {
    return plan.workflow().name() + ".dag";
  }

  private String text(String path, List<Part> batches) {
    line(
        "# The workflow " + plan.workflow().name() + ". In this folder: condor_submit_dag " + path);
    line("CONFIG " + path + ".config");
    line("ENV GET X509_USER_PROXY");
    batches.forEach(each -> add(each.batch(), each.files()));
    line("");
    limits.forEach((name, limit) -> line("MAXJOBS " + name + " " + limit));
    DagEdges.of(plan).forEach(this::line);
    return out.toString();
  }

  private void add(Batch batch, TaskFiles files) {
    line("");
    for (int row = 0; row < batch.size(); row++) {
      Batch.Item item = batch.items().get(row);
      String name = DagNames.of(item.id());
      line("JOB " + name + " " + SubmitDescription.path(batch.name()));
      line("VARS " + name + variables(item, row, files));
      if (item.request().retries() > 0) {
        line("RETRY " + name + " " + item.request().retries() + " UNLESS-EXIT " + NO_OUTPUT);
      }
      limit(name, item);
    }
  }

  private void limit(String name, Batch.Item item) {
    String task = item.node().node().task().name();
    NodeSettings.of(plan, item.node(), item.request())
        .maxRunning()
        .ifPresentOrElse(
            most -> limit(name, task, most),
            () -> {
              if (item.request().executor() == Executor.LOCAL) {
                limit(name, HERE, HERE_AT_A_TIME);
              }
            });
  }

  private void limit(String name, String category, int most) {
    line("CATEGORY " + name + " " + category);
    limits.merge(category, most, Math::min);
  }

  private String variables(Batch.Item item, int row, TaskFiles files) {
    JobLog log = files.log(row);
    Request request = item.request();
    boolean here = request.executor() == Executor.LOCAL;
    return variable("job", log.name())
        + variable("shard", log.shard())
        + variable("offset", Long.toString(files.offset(row)))
        + variable("length", Integer.toString(files.length(row)))
        + variable("cpus", Integer.toString(request.cpus()))
        + variable(
            "memory",
            here
                ? Long.toString(request.memory().mebibytes())
                : memory.of(item.node(), item.job().job()))
        + (here ? "" : variable("disk", Long.toString(Items.disk(request).mebibytes())))
        + variable("seconds", request.time().map(each -> "" + each.seconds()).orElse(""))
        + variable("retry", "$(RETRY)");
  }

  private static String variable(String name, String value) {
    return " " + name + "=" + DagNames.quoted(value);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
