package hdw.cli;

import hdw.insight.RunDiff;
import hdw.json.JsonWriter;
import java.io.IOException;

/** How two runs differ, as a JSON document. */
final class DiffJson {
  private final RunDiff diff;
  private final JsonWriter json;

  private DiffJson(RunDiff diff, JsonWriter json) {
    this.diff = diff;
    this.json = json;
  }

  static void write(RunDiff diff, JsonWriter json) throws IOException {
    new DiffJson(diff, json).write();
  }

  private void write() throws IOException {
    json.begin()
        .put("schema", 1)
        .put("before", diff.before().name())
        .put("after", diff.after().name())
        .put("same", diff.isSame())
        .put("jobs_compared", diff.comparesJobs())
        .put("new_nodes", diff.newNodes())
        .put("gone_nodes", diff.goneNodes());
    writeNodes();
    writeJobs();
    json.beginList("outcomes");
    for (RunDiff.OutcomeChange each : diff.outcomes()) {
      json.begin()
          .put("task", each.task())
          .put("before", each.before())
          .put("after", each.after())
          .put("jobs", each.jobs())
          .put("example", each.example())
          .end();
    }
    json.endList().end();
  }

  private void writeNodes() throws IOException {
    json.beginList("nodes");
    for (RunDiff.NodeChange each : diff.nodes()) {
      json.begin()
          .put("what", each.what())
          .put("before", each.before())
          .put("after", each.after())
          .put("nodes", each.nodes())
          .end();
    }
    json.endList();
  }

  private void writeJobs() throws IOException {
    json.beginList("jobs");
    for (RunDiff.JobChange each : diff.jobs()) {
      json.begin()
          .put("task", each.task())
          .put("parts", each.parts())
          .put("jobs", each.jobs())
          .put("example", each.example())
          .end();
    }
    json.endList().beginList("one_sided");
    for (RunDiff.OneSided each : diff.oneSided()) {
      json.begin()
          .put("task", each.task())
          .put("only_in", each.onlyAfter() ? "after" : "before")
          .put("jobs", each.jobs())
          .put("example", each.example())
          .end();
    }
    json.endList();
  }
}
