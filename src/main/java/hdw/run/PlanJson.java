package hdw.run;

import hdw.json.JsonWriter;
import hdw.model.Layout;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.plan.Chunks;
import hdw.plan.Feed;
import hdw.plan.JobInput;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.plan.Splitting;
import hdw.plan.Throughput;
import hdw.rules.Origin;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan as a JSON document: what {@code plan --json} prints and what a run folder keeps. */
public final class PlanJson {
  private final Plan plan;
  private final boolean origins;
  private final String folder;

  private PlanJson(Plan plan, boolean origins) {
    this.plan = plan;
    this.origins = origins;
    String file = plan.workflow().span().source().name();
    this.folder = file.substring(0, file.lastIndexOf('/') + 1);
  }

  /** A part of the document that is known elsewhere. */
  @FunctionalInterface
  public interface Part {
    /** Writes its fields into the document. */
    void write(JsonWriter json) throws IOException;
  }

  /**
   * Writes the document; with {@code jobs}, every job with its inputs and outputs.
   *
   * @param more written behind the nodes
   */
  public static void write(Plan plan, boolean jobs, Part more, Writer writer) throws IOException {
    try (JsonWriter json = JsonWriter.indented(writer)) {
      new PlanJson(plan, true).write(json, jobs, more);
    }
  }

  /** The document as a text, without the list of jobs. */
  public static String text(Plan plan) throws IOException {
    var text = new StringWriter();
    write(plan, false, json -> {}, text);
    return text.toString();
  }

  /**
   * A name for the plan: plans with the same document and the same chunks have the same one,
   * wherever in which file their values stand.
   */
  public static String hash(Plan plan) throws IOException {
    var text = new StringWriter();
    try (JsonWriter json = JsonWriter.indented(text)) {
      new PlanJson(plan, false).write(json, false, more -> {});
    }
    var hash = new Hash().add(text.toString());
    for (NodePlan each : plan.nodes()) {
      for (int i = 0; each.chunks().isPresent() && i < each.size(); i++) {
        hash.add(each.chunks().get().bits(i));
      }
    }
    return hash.text();
  }

  private void write(JsonWriter json, boolean jobs, Part more) throws IOException {
    json.begin().put("schema", 1).put("workflow", plan.workflow().name());
    if (plan.workflow().layout() != Layout.HDW) {
      json.put("layout", plan.workflow().layout().word());
    }
    json.put("jobs", plan.jobs()).beginList("nodes");
    for (NodePlan each : plan.nodes()) {
      write(json, each);
    }
    json.endList();
    more.write(json);
    if (jobs) {
      json.beginList("job_list");
      for (NodePlan each : plan.nodes()) {
        for (int i = 0; i < each.size(); i++) {
          writeJob(json, each, i);
        }
      }
      json.endList();
    }
    json.end();
  }

  private static void writeJob(JsonWriter json, NodePlan node, int job) throws IOException {
    Optional<Chunks> ranges = node.chunks().filter(Chunks::isOfEvents);
    json.begin()
        .put("id", node.id(job))
        .put("node", node.node().id())
        .put("inputs", node.inputs(job).stream().map(JobInput::path).toList())
        .put("outputs", node.outputs(job))
        .put("first_event", ranges.map(each -> each.firstEvent(job)))
        .put("last_event", ranges.map(each -> each.stopEvent(job) - 1))
        .end();
  }

  private void write(JsonWriter json, NodePlan node) throws IOException {
    Request request = node.request(0);
    json.begin()
        .put("id", node.node().id())
        .put("task", node.node().task().name())
        .begin("dimensions");
    for (Map.Entry<String, Value> each : node.node().dimensions().entrySet()) {
      json.put(each.getKey(), each.getValue().text());
    }
    json.end()
        .put("executor", request.executor().word())
        .put("queue", request.queue().map(each -> each.name()))
        .put("memory_mib", request.memory().mebibytes())
        .put("cpus", request.cpus())
        .put("time_s", request.time().map(WallTime::seconds))
        .put("jobs", node.size())
        .put("after", after(node));
    if (origins) {
      writeOrigins(json, request);
      if (node.splits() && node.chunks().orElseThrow().how().remembered()) {
        writeSplit(json, node.chunks().get());
      }
    }
    json.end();
  }

  private static void writeSplit(JsonWriter json, Chunks chunks) throws IOException {
    Splitting how = chunks.how();
    json.begin("split")
        .put("by", how.split())
        .put("chunks", chunks.wholeSize())
        .put("chunks_kept", how.kept())
        .put("provisional", how.provisional());
    if (how.measured().isPresent()) {
      Throughput measured = how.measured().get();
      json.begin("measured")
          .put("run", measured.run())
          .put("jobs", measured.jobs())
          .put("time_s", measured.seconds())
          .put("files", measured.files())
          .put("bytes", measured.bytes())
          .put(
              "events",
              measured.events().isPresent()
                  ? Optional.of(measured.events().getAsLong())
                  : Optional.empty())
          .end();
    }
    json.end();
  }

  private void writeOrigins(JsonWriter json, Request request) throws IOException {
    json.begin("origins");
    for (Map.Entry<Resource, List<Origin>> each : request.chains().entrySet()) {
      json.put(
          each.getKey().word(),
          each.getValue().stream().map(origin -> origin.textBelow(folder)).toList());
    }
    json.end();
  }

  /** The ids of the nodes that a node waits for, in the order of its inputs. */
  static List<String> after(NodePlan node) {
    Set<String> after = new LinkedHashSet<>();
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Outputs outputs) {
        outputs.sources().forEach(source -> after.add(source.node().id()));
      }
    }
    node.after().forEach(each -> after.add(each.node().id()));
    return List.copyOf(after);
  }
}
