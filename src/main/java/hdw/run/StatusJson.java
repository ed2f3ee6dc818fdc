package hdw.run;

import hdw.json.JsonWriter;
import hdw.run.RunSummary.FailureGroup;
import hdw.run.RunSummary.NodeCounts;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Where a run stands as a JSON document: what {@code status --json} prints. */
public final class StatusJson {
  private final RunSummary summary;
  private final JsonWriter json;

  private StatusJson(RunSummary summary, JsonWriter json) {
    this.summary = summary;
    this.json = json;
  }

  /** Writes the document. */
  public static void write(RunSummary summary, Writer writer) throws IOException {
    try (JsonWriter json = JsonWriter.indented(writer)) {
      new StatusJson(summary, json).write();
    }
  }

  private void write() throws IOException {
    json.begin()
        .put("schema", 1)
        .put("run", summary.name())
        .put("state", summary.runState())
        .put("first_look", summary.state().firstLook())
        .put("begun", summary.state().begun())
        .put("last_event", summary.state().lastEvent());
    writeNodes();
    writeFailures();
    writePauses();
    writeGivenUp();
    writeCoverage();
    json.put("damage", summary.damage()).end();
  }

  private void writeNodes() throws IOException {
    json.beginList("nodes");
    for (NodeCounts each : summary.nodes()) {
      json.begin()
          .put("id", each.id())
          .put("jobs", each.jobs())
          .put("waiting", each.waiting())
          .put("queued", each.queued())
          .put("running", each.running())
          .put("done", each.done())
          .put("failed", each.failed())
          .put("held", each.held())
          .put("skipped", each.skipped())
          .put("given_up", each.givenUp())
          .put("paused", summary.state().paused().containsKey(each.id()))
          .end();
    }
    json.endList();
  }

  private void writeFailures() throws IOException {
    json.beginList("failures");
    for (FailureGroup each : summary.failures()) {
      json.begin()
          .put("reason", each.reason())
          .put("count", each.jobs().size())
          .put("jobs", each.jobs())
          .put("evidence", each.evidence())
          .put("sign", each.sign())
          .end();
    }
    json.endList();
  }

  private void writePauses() throws IOException {
    json.beginList("paused");
    for (Event.Paused each : summary.state().paused().values()) {
      json.begin()
          .put("name", each.name())
          .put("count", each.jobs())
          .put("evidence", each.evidence())
          .put("canary", each.canary())
          .end();
    }
    json.endList();
  }

  private void writeGivenUp() throws IOException {
    json.beginList("given_up");
    for (Map.Entry<String, List<String>> each : summary.givenUp().entrySet()) {
      json.begin()
          .put("rule", each.getKey())
          .put("count", each.getValue().size())
          .put("jobs", each.getValue())
          .end();
    }
    json.endList();
  }

  private void writeCoverage() throws IOException {
    json.beginList("coverage");
    for (Event.Covered each : summary.state().covered()) {
      json.begin()
          .put("node", each.node())
          .put("sample", each.sample())
          .put("files", each.files())
          .put("done", each.done())
          .put("skipped", each.skipped())
          .put("failed", each.failed())
          .put("events", each.events())
          .end();
    }
    json.endList();
  }
}
