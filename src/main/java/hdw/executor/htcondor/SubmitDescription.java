package hdw.executor.htcondor;

import static hdw.executor.htcondor.HtcondorQuoting.macro;

import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.Delivery;
import hdw.executor.JobLog;
import hdw.executor.NodeSettings;
import hdw.executor.Packing;
import hdw.executor.RenderedFile;
import hdw.executor.Staging;
import hdw.executor.TaskFiles;
import hdw.model.Executor;
import hdw.model.Layout;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.shell.JobScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The submit description of a batch, and the items that its {@code queue} statement reads.
 *
 * <p>It is submitted in the run's folder: {@code condor_submit hdw_run=NAME hdw_token=TOKEN
 * jobs/<batch>.sub}. An item holds a name without blanks and plain numbers only, as HTCondor splits
 * it at blanks and commas and knows no quotes there; everything else is in the table of jobs.
 */
public final class SubmitDescription {
  /** The event log of the run, which all its submissions share. */
  public static final String EVENT_LOG = "condor.log";

  /** The macro by which {@code condor_submit hdw_run=NAME} names the run. */
  public static final String RUN = "hdw_run";

  /** The macro by which {@code condor_submit hdw_token=TOKEN} names the submission. */
  public static final String TOKEN = "hdw_token";

  /** The macro for the folder in which commands run, seen from the run's folder. */
  public static final String WORK_FOLDER = "hdw_workdir";

  /** The macro for the run's folder, which only jobs of a spool need to know. */
  public static final String RUN_FOLDER = "hdw_folder";

  private static final String FOLDER = "jobs/";
  private static final String ENDING = ".sub";
  private static final int WIDTH = 21;
  private static final String REQUIREMENTS = "requirements";
  private static final String NO_NAME = "none";
  private static final String DEFAULT_WORK_FOLDER = "../..";

  /** Jobs in the queue cost the schedd memory; from this number on it makes them bit by bit. */
  private static final int MOST_AT_ONCE = 1000;

  /** As many as a schedd at CERN runs at a time; a task's {@code max_running} asks for less. */
  private static final int MOST_IN_QUEUE = 10_000;

  /** What of the submitter's environment jobs see: a pool gives them not even a PATH. */
  private static final String FROM_SUBMITTER = "PATH, HOME, USER, X509_USER_PROXY";

  /** Nothing at the first start; {@code .r1} when the pool starts the same attempt again. */
  private static final String RESTART =
      HtcondorQuoting.atStart("ifThenElse(NumJobStarts > 0, strcat(\".r\", NumJobStarts), \"\")");

  private final Plan plan;
  private final Batch batch;
  private final TaskFiles files;
  private final NodeSettings settings;
  private final Directives directives;
  private final String task;
  private final Staging away;
  private final boolean shared;
  private final boolean vanilla;
  private final boolean here;
  private final boolean spooled;
  private final Optional<DagSettings> dag;
  private final StringBuilder out = new StringBuilder();

  private SubmitDescription(
      Plan plan, Batch batch, TaskFiles files, boolean spooled, Optional<DagSettings> dag) {
    this.plan = plan;
    this.batch = batch;
    this.files = files;
    this.task = batch.task().name();
    this.settings = NodeSettings.of(plan, batch.items().get(0).node(), batch.request());
    this.directives = new Directives(settings.directives());
    this.here = batch.executor() == Executor.LOCAL;
    this.away = here ? Staging.NO : Staging.of(plan);
    this.shared = away != Staging.TRAVEL;
    this.spooled = spooled;
    this.dag = dag;
    this.vanilla = dag.isEmpty() && plan.workflow().layout() == Layout.VANILLA_LXPLUS;
  }

  /** The submit description and its items, in this order, behind a program of the batch alone. */
  public static List<RenderedFile> render(
      Plan plan, Batch batch, TaskFiles files, Acceptance acceptance) {
    var description =
        new SubmitDescription(plan, batch, files, acceptance.spooled(), Optional.empty());
    var rendered = new ArrayList<RenderedFile>();
    if (description.vanilla) {
      rendered.add(RenderedFile.program(description.executable(), files.script().text()));
    }
    rendered.add(RenderedFile.plain(path(batch.name()), description.text()));
    rendered.add(RenderedFile.plain(itemsPath(batch.name()), Items.text(batch, files)));
    return rendered;
  }

  /**
   * The submit description that DAGMan reads for each job of a batch, and fills from the job's
   * {@code VARS}; jobs of this machine are in the local universe.
   */
  public static RenderedFile render(Plan plan, Batch batch, TaskFiles files, DagSettings dag) {
    var description = new SubmitDescription(plan, batch, files, false, Optional.of(dag));
    return RenderedFile.plain(path(batch.name()), description.text());
  }

  /**
   * The task's script; for tools that expect HiggsDNA's layout, under the name that it has there.
   */
  private String executable() {
    return vanilla ? FOLDER + batch.stem() + ".sh" : files.script().path();
  }

  /** Where the description of a batch is. */
  static String path(String batch) {
    return FOLDER + batch + ENDING;
  }

  /** The batch whose description is at a path; nothing where it is none. */
  static Optional<String> batch(String path) {
    return path.startsWith(FOLDER) && path.endsWith(ENDING)
        ? Optional.of(path.substring(FOLDER.length(), path.length() - ENDING.length()))
        : Optional.empty();
  }

  /** Where the items of a batch are. */
  static String itemsPath(String batch) {
    return "input/" + batch + ".items";
  }

  private String text() {
    String whole = SubmitHead.of(plan, batch);
    if (dag.isPresent()) {
      line(whole + "DAGMan submits them one by one.");
      line(dag.get().head());
    } else {
      line(whole + SubmitHead.byHand(batch, spooled));
    }
    identity();
    if (!here) {
      resources();
    }
    surroundings();
    logs();
    directives();
    line("");
    line(
        dag.isPresent()
            ? "queue"
            : "queue "
                + String.join(",", Items.variables(batch, files))
                + " from "
                + itemsPath(batch.name()));
    return out.toString();
  }

  private void identity() {
    String job = task + "/" + macro("job");
    set("universe", here ? "local" : "vanilla");
    set("executable", own(executable()));
    set(
        "arguments",
        HtcondorQuoting.arguments(
            List.of(table(), macro("offset"), macro("length"), macro("attempt"))));
    if (dag.isEmpty()) { // DAGMan shows all that it submits as one
      set("batch_name", HtcondorQuoting.value(macro(RUN, NO_NAME) + "." + task));
    }
    // 25.x writes the batch's name in the place of submit_event_notes; these notes stay in all
    set(
        "submit_event_user_notes",
        HtcondorQuoting.value("hdw:" + macro(TOKEN, NO_NAME) + ":" + job + "#" + macro("attempt")));
    set("My.HdwRun", HtcondorQuoting.string(macro(RUN, NO_NAME)));
    set("My.HdwToken", HtcondorQuoting.string(macro(TOKEN, NO_NAME)));
    set("My.HdwTask", HtcondorQuoting.string(task));
    set("My.HdwJob", HtcondorQuoting.string(job));
    set("My.HdwAttempt", HtcondorQuoting.value(macro("attempt")));
  }

  private void resources() {
    Request request = batch.request();
    line("");
    set("request_cpus", HtcondorQuoting.value(macro("cpus")));
    if (dag.isPresent()) {
      memoryOfDag();
    } else {
      set("request_memory", HtcondorQuoting.value(macro("memory") + "M"));
    }
    set("request_disk", HtcondorQuoting.value(macro("disk") + "M"));
    if (request.gpus() > 0) {
      set("request_gpus", Integer.toString(request.gpus()));
    }
    if (request.time().isPresent() && !settings.queueDirectives()) {
      set("allowed_job_duration", HtcondorQuoting.value(macro("seconds")));
    }
    request.account().ifPresent(each -> set("accounting_group", HtcondorQuoting.value(each)));
    settings.container().ifPresent(this::container);
    if (dag.isEmpty() && !spooled) { // a spool takes no jobs that are made bit by bit
      limits();
    }
  }

  /** Nobody of hdw is there when a job runs out of memory, or is held. */
  private void memoryOfDag() {
    set("My.HdwMemory", HtcondorQuoting.value("{" + macro("memory") + "}"));
    set("request_memory", MemoryLadder.request());
    set("periodic_release", MemoryLadder.release());
    set("periodic_remove", DagSettings.removal());
  }

  private void limits() {
    boolean many = batch.size() > MOST_AT_ONCE;
    if (many || settings.maxRunning().isPresent()) {
      set("max_materialize", Integer.toString(settings.maxRunning().orElse(MOST_IN_QUEUE)));
    }
    if (many) {
      set("max_idle", Integer.toString(MOST_AT_ONCE));
    }
  }

  /** An image that worker nodes see as a path is what sites with CVMFS expect in this attribute. */
  private void container(String image) {
    if (image.startsWith("/")) {
      set("My.SingularityImage", HtcondorQuoting.string(image));
    } else {
      set("container_image", HtcondorQuoting.value(image));
    }
  }

  private void surroundings() {
    line("");
    set("getenv", FROM_SUBMITTER);
    set("environment", HtcondorQuoting.environment(variables()));
    if (shared && !spooled) {
      set("should_transfer_files", "NO");
      return;
    }
    Map<String, String> lines =
        shared ? Transfers.spooled(files) : Transfers.all(plan, batch, files, log(Delivery.ENDING));
    lines.forEach(this::set);
  }

  private String workFolder() {
    return dag.map(DagSettings::workFolder).orElse(macro(WORK_FOLDER, DEFAULT_WORK_FOLDER));
  }

  private Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("HDW_RUN", macro(RUN, NO_NAME));
    variables.put("HDW_CPUS", macro("cpus"));
    variables.put(
        "HDW_MEMORY_MIB",
        dag.isPresent() && !here ? HtcondorQuoting.atStart("RequestMemory") : macro("memory"));
    if (dag.isPresent() || batch.request().time().isPresent()) {
      variables.put("HDW_TIME_S", macro("seconds"));
    }
    if (shared && spooled) { // in a folder of the spool nothing leads back
      variables.put("HDW_METRICS", macro(RUN_FOLDER) + "/" + log(".metrics"));
      variables.put("HDW_WORKDIR", macro(WORK_FOLDER));
    } else if (shared) {
      variables.put("HDW_METRICS", log(".metrics"));
      variables.put("HDW_WORKDIR", workFolder());
    } else {
      variables.put("HDW_METRICS", JobScript.RESULTS + "/" + Delivery.METRICS);
      variables.put("HDW_WORKDIR", ".");
    }
    if (away != Staging.NO) {
      variables.put("HDW_AWAY", shared ? JobScript.COPY : JobScript.TRAVEL);
    }
    return variables;
  }

  private String own(String path) {
    return shared ? path : Packing.own(path);
  }

  /** As jobs see it: what travels arrives without its folder. */
  private String table() {
    String path = own(files.tablePath());
    return shared && !spooled ? path : path.substring(path.lastIndexOf('/') + 1);
  }

  private void logs() {
    line("");
    if (vanilla && !spooled) { // a spool brings logs back under the names that hdw asks for
      vanillaLogs(FOLDER + batch.stem() + "." + macro("ClusterId"));
      return;
    }
    if (!spooled) { // of a spool each job would have a log of its own
      set("log", EVENT_LOG);
    }
    String restart = here || spooled ? "" : RESTART;
    set("output", HtcondorQuoting.value(log(restart + ".out")));
    set("error", HtcondorQuoting.value(log(restart + ".err")));
  }

  /**
   * HTCondor writes the events of a job twice where it is told so: to people's log, and to hdw's.
   */
  private void vanillaLogs(String stem) {
    String job = stem + "." + macro("ProcId") + RESTART;
    set("log", HtcondorQuoting.value(stem + ".log"));
    set("dagman_log", EVENT_LOG);
    set("output", HtcondorQuoting.value(job + ".out"));
    set("error", HtcondorQuoting.value(job + ".err"));
  }

  private String log(String ending) {
    return JobLog.folder(task)
        + "/"
        + macro("shard")
        + "/"
        + macro("job")
        + "."
        + macro("attempt")
        + (dag.isPresent() ? "." + macro("Cluster") : "")
        + ending;
  }

  private void directives() {
    if (!directives.lines().isEmpty()) {
      line("");
      directives.lines().forEach(this::line);
    }
    if (Items.avoidMachines(batch)) {
      line("");
      line(REQUIREMENTS + " = " + HtcondorQuoting.value(requirements()));
    }
  }

  /** Not where an attempt failed that a rule tries again elsewhere, and all that people require. */
  private String requirements() {
    String elsewhere = "stringListIMember(Machine, \"" + macro("avoided") + "\", \"|\") =!= true";
    return directives.isSet(REQUIREMENTS)
        ? "(" + macro(REQUIREMENTS) + ") && " + elsewhere
        : elsewhere;
  }

  /** What people set themselves is theirs. */
  private void set(String name, String value) {
    if (directives.isSet(name)) {
      return;
    }
    line(name + " ".repeat(Math.max(0, WIDTH - name.length())) + " = " + value);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
