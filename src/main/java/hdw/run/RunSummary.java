package hdw.run;

import hdw.json.JsonReader;
import hdw.rules.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a run stands: its plan's nodes, and its journal's fold, put together. */
public final class RunSummary {

  /**
   * A node of the run's plan, with its jobs counted by state.
   *
   * @param skipped all that will not run though they did not fail
   * @param givenUp those of them that a rule gave up; what takes from these, or from failed ones,
   *     is only blocked
   */
  public record NodeCounts(
      String id,
      String task,
      int jobs,
      int waiting,
      int queued,
      int held,
      int running,
      int done,
      int kept,
      int failed,
      int skipped,
      int givenUp) {

    private NodeCounts called(String name) {
      return new NodeCounts(
          name, task, jobs, waiting, queued, held, running, done, kept, failed, skipped, givenUp);
    }

    private NodeCounts plus(NodeCounts other) {
      return new NodeCounts(
          id,
          task,
          jobs + other.jobs,
          waiting + other.waiting,
          queued + other.queued,
          held + other.held,
          running + other.running,
          done + other.done,
          kept + other.kept,
          failed + other.failed,
          skipped + other.skipped,
          givenUp + other.givenUp);
    }
  }

  /** Jobs that failed alike: for the same reason, and with the same sign. */
  public record FailureGroup(String reason, List<String> jobs, String evidence, String sign) {
    /** Copies the list. */
    public FailureGroup {
      jobs = List.copyOf(jobs);
    }
  }

  /** How a run ends of which something may be in a queue, or have ended there since. */
  private static final Set<String> LEFT = Set.of("stopped", "cancelled");

  private final RunFolder folder;
  private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final NodeNames names;
  private final RunState state;
  private Optional<String> silence = Optional.empty();

  private RunSummary(RunFolder folder, Map<String, Object> plan, RunState state) {
    this.folder = folder;
    JsonReader.objects(plan, "nodes").forEach(each -> nodes.put(each.get("id").toString(), each));
    this.names = new NodeNames(nodes.keySet());
    this.state = state;
  }

  /** Reads a run's folder. */
  public static RunSummary read(RunFolder folder) throws IOException {
    return of(folder, RunState.read(folder.journal()));
  }

  /** Puts a run's plan and the fold of its journal together; a fold that grows is seen to grow. */
  public static RunSummary of(RunFolder folder, RunState state) throws IOException {
    return new RunSummary(folder, JsonReader.object(Files.readString(folder.plan())), state);
  }

  /**
   * Reads a run's folder; of what was submitted ahead, and is followed by nobody, the batch system
   * is asked.
   */
  public static RunSummary read(RunFolder folder, Systems systems) throws IOException {
    return withWord(read(folder), folder, systems);
  }

  /**
   * The same but for the records of results, which are empty, and what jobs measured: enough to
   * count jobs and to tell failures, in half the time.
   */
  public static RunSummary glance(RunFolder folder, Systems systems) throws IOException {
    return withWord(glance(folder), folder, systems);
  }

  /** The same without a word from batch systems. */
  static RunSummary glance(RunFolder folder) throws IOException {
    return of(folder, RunState.glance(folder.journal()));
  }

  /** The same of one job alone: other jobs are as if the journal said nothing of them. */
  public static RunSummary glanceAt(RunFolder folder, String job) throws IOException {
    return of(folder, RunState.glanceAt(folder.journal(), job));
  }

  /** Asks the batch system of what nobody follows. */
  private static RunSummary withWord(RunSummary summary, RunFolder folder, Systems systems) {
    if (summary.isUnfollowed()) {
      try {
        new Unfollowed(folder, summary.state, summary::taskOf).add(systems);
      } catch (IOException silent) {
        summary.silence = Optional.of(String.valueOf(silent.getMessage()));
      }
    }
    return summary;
  }

  /** Whether all was submitted ahead, and nobody has taken the run up since. */
  public boolean isUnfollowed() {
    return state.aheads().current().isPresent()
        && state.closed().filter(each -> !LEFT.contains(each)).isEmpty();
  }

  /** Why the batch system did not say what became of jobs that nobody follows. */
  public Optional<String> silence() {
    return silence;
  }

  /** The run's name. */
  public String name() {
    return folder.name();
  }

  /** The fold of the journal. */
  public RunState state() {
    return state;
  }

  /** The node of the plan, as {@code plan.json} has it. */
  public Optional<Map<String, Object>> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /** The node that a job belongs to: its own id, or all of it but the chunk. */
  public Optional<Map<String, Object>> nodeOf(String job) {
    return node(names.of(job));
  }

  /** The id of the node that a job belongs to; empty where the plan has no such job. */
  public String idOfNode(JobStory job) {
    return names.of(job);
  }

  /** The task of a job; empty where the plan has no such job. */
  public String taskOf(String job) {
    return nodeOf(job).flatMap(each -> JsonReader.text(each, "task")).orElse("");
  }

  /** {@code running paused done failed cancelled stopped}, or {@code planned} for a dry run. */
  public String runState() {
    if (state.opened().isEmpty()) {
      return "planned";
    }
    Optional<String> closed = state.closed();
    if (isUnfollowed() && !closed.equals(Optional.of("cancelled"))) {
      return stateOfUnfollowed();
    }
    if (closed.isPresent() && (!isFollowed(closed.get()) || next().isPresent())) {
      return closed.get();
    }
    Event.Opened driver = state.opened().get();
    boolean alive =
        RunLock.isDrivenBy(
            folder.path().toAbsolutePath().getParent(), driver.workflow(), driver.pid());
    return alive ? "running" : "stopped";
  }

  /** Whether jobs wait for a driver to come, as all has ended that was submitted ahead. */
  public boolean waitsForDriver() {
    return isUnfollowed()
        && state.jobs().stream().noneMatch(each -> each.state().isUnderWay())
        && nodes().stream().anyMatch(each -> each.waiting() > 0);
  }

  /** Of jobs that wait in the queue for one another: some go on, or all have ended. */
  private String stateOfUnfollowed() {
    boolean goesOn = state.jobs().stream().anyMatch(each -> each.state().isUnderWay());
    boolean failed = state.jobs().stream().anyMatch(each -> each.state() == JobStory.State.FAILED);
    boolean done = nodes().stream().allMatch(each -> each.done() + each.skipped() == each.jobs());
    return goesOn ? "running" : failed ? "failed" : done ? "done" : "stopped";
  }

  /** Whether the driver that ended a run so goes on with another one. */
  private boolean isFollowed(String closed) {
    return closed.equals("done") && !state.firstLook().isEmpty();
  }

  /** The run that came after this one and has begun; nothing where this is the last one. */
  public Optional<RunFolder> next() {
    return RunFolder.latest(folder.path().toAbsolutePath().getParent())
        .filter(each -> !each.name().equals(folder.name()))
        .filter(each -> each.workflow().equals(folder.workflow()))
        .filter(each -> Files.exists(each.journal()));
  }

  /**
   * The nodes in plan order.
   *
   * <p>A job that was cut into halves is none any more, and they are two.
   */
  public List<NodeCounts> nodes() {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    nodes.keySet().forEach(each -> tallies.put(each, new Tally()));
    for (JobStory each : state.jobs()) {
      String node = idOfNode(each);
      if (!node.isEmpty()) {
        tallies.get(node).add(each);
      }
    }
    var rows = new ArrayList<NodeCounts>();
    for (Map<String, Object> each : nodes.values()) {
      String id = each.get("id").toString();
      String task = JsonReader.text(each, "task").orElse("");
      rows.add(tallies.get(id).counts(id, task, (int) JsonReader.number(each, "jobs", 0)));
    }
    return rows;
  }

  /** Counts the jobs of one node. */
  private static final class Tally {
    private final Map<JobStory.State, int[]> states = new EnumMap<>(JobStory.State.class);
    private int kept;
    private int givenUp;

    private Tally() {
      for (JobStory.State each : JobStory.State.values()) {
        states.put(each, new int[1]);
      }
    }

    private void add(JobStory job) {
      states.get(job.state())[0]++;
      kept += job.kept() ? 1 : 0;
      givenUp += job.state() == JobStory.State.SKIPPED && job.blockedBy().isEmpty() ? 1 : 0;
    }

    private int count(JobStory.State state) {
      return states.get(state)[0];
    }

    private NodeCounts counts(String id, String task, int jobs) {
      int queued = count(JobStory.State.QUEUED);
      int held = count(JobStory.State.HELD);
      int running = count(JobStory.State.RUNNING);
      int done = count(JobStory.State.DONE);
      int failed = count(JobStory.State.FAILED);
      int skipped = count(JobStory.State.SKIPPED);
      int elsewhere = queued + held + running + done + failed + skipped;
      return new NodeCounts(
          id,
          task,
          jobs,
          Math.max(0, jobs - elsewhere),
          queued,
          held,
          running,
          done,
          kept,
          failed,
          skipped,
          givenUp);
    }
  }

  /**
   * The same counts for groups of nodes: by {@code task} or by {@code sample}, in first-seen order;
   * nodes without a sample stand under {@code -}.
   */
  public List<NodeCounts> nodesBy(String what) {
    Map<String, NodeCounts> groups = new LinkedHashMap<>();
    for (NodeCounts each : nodes()) {
      String key = what.equals("task") ? each.task() : sample(each.id());
      groups.merge(key, each.called(key), NodeCounts::plus);
    }
    return List.copyOf(groups.values());
  }

  private String sample(String node) {
    return node(node)
        .filter(each -> each.get("dimensions") instanceof Map<?, ?>)
        .map(each -> ((Map<?, ?>) each.get("dimensions")).get("sample"))
        .map(Object::toString)
        .orElse("-");
  }

  /** Failed jobs, those that failed alike together, the largest group first. */
  public List<FailureGroup> failures() {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    Map<String, Cause> examples = new LinkedHashMap<>();
    for (JobStory each : state.jobs()) {
      if (each.state() == JobStory.State.FAILED && !each.failures().isEmpty()) {
        Cause cause = each.failures().get(each.failures().size() - 1).cause();
        String key = cause.reason() + " " + (cause.sign().isEmpty() ? cause.line() : cause.sign());
        jobs.computeIfAbsent(key, name -> new ArrayList<>()).add(each.id());
        examples.putIfAbsent(key, cause);
      }
    }
    var groups = new ArrayList<FailureGroup>();
    jobs.forEach(
        (key, ids) -> {
          Cause cause = examples.get(key);
          groups.add(new FailureGroup(cause.reason().word(), ids, cause.line(), cause.sign()));
        });
    groups.sort((one, other) -> Integer.compare(other.jobs().size(), one.jobs().size()));
    return groups;
  }

  /** The jobs that a batch system holds, by what it says of them and the submission they are of. */
  public Map<Hold, List<String>> held() {
    Map<Hold, List<String>> jobs = new LinkedHashMap<>();
    for (JobStory each : state.jobs()) {
      if (each.state() == JobStory.State.HELD) {
        var hold = new Hold(each.heldBecause().orElse(""), each.submission());
        jobs.computeIfAbsent(hold, key -> new ArrayList<>()).add(each.id());
      }
    }
    return jobs;
  }

  /**
   * That a batch system holds jobs.
   *
   * @param because why, in its words
   * @param token of their submission
   */
  public record Hold(String because, String token) {}

  /** The jobs that rules gave up, by rule, in the order in which the rules first did. */
  public Map<String, List<String>> givenUp() {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    for (JobStory each : state.jobs()) {
      each.skippedBy()
          .ifPresent(rule -> jobs.computeIfAbsent(rule, name -> new ArrayList<>()).add(each.id()));
    }
    return jobs;
  }

  /** The pauses that keep a job from starting: that of its node, that of its task. */
  public List<Event.Paused> pausesOf(String job) {
    Map<String, Event.Paused> paused = state.paused();
    String node = nodeOf(job).map(each -> each.get("id").toString()).orElse("");
    return Stream.of(node, taskOf(job))
        .distinct()
        .map(paused::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The samples of which not every file is done, as was told when the run last ended. */
  public List<Event.Covered> uncovered() {
    return state.covered().stream().filter(each -> each.done() < each.files()).toList();
  }

  /** The places in the journal that cannot be read, such as {@code journal.jsonl:12}. */
  public List<String> damage() {
    Object name = folder.journal().getFileName();
    return state.damagedLines().stream().map(line -> name + ":" + line).toList();
  }
}
