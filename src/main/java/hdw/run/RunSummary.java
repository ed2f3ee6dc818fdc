package hdw.run;

import hdw.json.JsonReader;
import hdw.json.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a run stands: its plan's nodes, and its journal's fold, put together. */
public final class RunSummary {

  /** A node of the run's plan, with its jobs counted by state. */
  public record NodeCounts(
      String id,
      String task,
      int jobs,
      int waiting,
      int running,
      int done,
      int kept,
      int failed,
      int skipped) {

    private NodeCounts called(String name) {
      return new NodeCounts(name, task, jobs, waiting, running, done, kept, failed, skipped);
    }

    private NodeCounts plus(NodeCounts other) {
      return new NodeCounts(
          id,
          task,
          jobs + other.jobs,
          waiting + other.waiting,
          running + other.running,
          done + other.done,
          kept + other.kept,
          failed + other.failed,
          skipped + other.skipped);
    }
  }

  /** Jobs that failed alike. */
  public record FailureGroup(String reason, List<String> jobs, String evidence) {
    /** Copies the list. */
    public FailureGroup {
      jobs = List.copyOf(jobs);
    }
  }

  private final RunFolder folder;
  private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final RunState state;

  private RunSummary(RunFolder folder, Map<String, Object> plan, RunState state) {
    this.folder = folder;
    JsonReader.objects(plan, "nodes").forEach(each -> nodes.put(each.get("id").toString(), each));
    this.state = state;
  }

  /** Reads a run's folder. */
  public static RunSummary read(RunFolder folder) throws IOException {
    Map<String, Object> plan = JsonReader.object(Files.readString(folder.plan()));
    return new RunSummary(folder, plan, RunState.read(folder.journal()));
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
    int slash = job.lastIndexOf('/');
    return node(job).or(() -> slash < 0 ? Optional.empty() : node(job.substring(0, slash)));
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
    if (state.closed().isPresent()) {
      return state.closed().get();
    }
    long pid = state.opened().get().pid();
    boolean here = state.opened().get().host().equals(Host.name());
    boolean alive = !here || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    return alive ? "running" : "stopped";
  }

  /** The nodes in plan order. */
  public List<NodeCounts> nodes() {
    Map<String, int[]> counts = new LinkedHashMap<>();
    nodes.keySet().forEach(each -> counts.put(each, new int[5]));
    for (JobStory each : state.jobs()) {
      int slash = each.id().lastIndexOf('/');
      int[] found = counts.get(each.id());
      found = found == null && slash > 0 ? counts.get(each.id().substring(0, slash)) : found;
      if (found != null) {
        switch (each.state()) {
          case RUNNING -> found[0]++;
          case DONE -> found[1]++;
          case FAILED -> found[2]++;
          case SKIPPED -> found[3]++;
          case WAITING, HALVED -> {}
        }
        found[4] += each.kept() ? 1 : 0;
      }
    }
    var rows = new ArrayList<NodeCounts>();
    for (Map<String, Object> each : nodes.values()) {
      String id = each.get("id").toString();
      int[] own = counts.get(id);
      int jobs = (int) JsonReader.number(each, "jobs", 0);
      int waiting = Math.max(0, jobs - own[0] - own[1] - own[2] - own[3]);
      rows.add(
          new NodeCounts(
              id,
              JsonReader.text(each, "task").orElse(""),
              jobs,
              waiting,
              own[0],
              own[1],
              own[4],
              own[2],
              own[3]));
    }
    return rows;
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

  /** How many jobs failed, by their last failure's {@code reason} or {@code host}. */
  public Map<String, Integer> failedBy(String what) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (JobStory each : state.jobs()) {
      if (each.state() == JobStory.State.FAILED && !each.failures().isEmpty()) {
        Event.Failed last = each.failures().get(each.failures().size() - 1);
        counts.merge(
            what.equals("host") ? last.host() : last.cause().reason().word(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Failed jobs, those that failed alike together, the largest group first. */
  public List<FailureGroup> failures() {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    Map<String, Event.Failed> examples = new LinkedHashMap<>();
    for (JobStory each : state.jobs()) {
      if (each.state() == JobStory.State.FAILED && !each.failures().isEmpty()) {
        Event.Failed last = each.failures().get(each.failures().size() - 1);
        String key = last.cause().reason() + " " + last.cause().sign();
        jobs.computeIfAbsent(key, name -> new ArrayList<>()).add(each.id());
        examples.putIfAbsent(key, last);
      }
    }
    var groups = new ArrayList<FailureGroup>();
    jobs.forEach(
        (key, ids) ->
            groups.add(
                new FailureGroup(
                    examples.get(key).cause().reason().word(),
                    ids,
                    examples.get(key).cause().line())));
    groups.sort((one, other) -> Integer.compare(other.jobs().size(), one.jobs().size()));
    return groups;
  }

  /** Writes the document of {@code status --json}. */
  public void writeJson(Writer writer) throws IOException {
    try (JsonWriter json = JsonWriter.indented(writer)) {
      json.begin()
          .put("schema", 1)
          .put("run", name())
          .put("state", runState())
          .put("begun", state.begun())
          .put("last_event", state.lastEvent())
          .beginList("nodes");
      for (NodeCounts each : nodes()) {
        json.begin()
            .put("id", each.id())
            .put("jobs", each.jobs())
            .put("waiting", each.waiting())
            .put("queued", 0)
            .put("running", each.running())
            .put("done", each.done())
            .put("failed", each.failed())
            .put("held", 0)
            .put("skipped", each.skipped())
            .end();
      }
      json.endList().beginList("failures");
      for (FailureGroup each : failures()) {
        json.begin()
            .put("reason", each.reason())
            .put("count", each.jobs().size())
            .put("jobs", each.jobs())
            .put("evidence", each.evidence())
            .end();
      }
      json.endList().end();
    }
  }
}
